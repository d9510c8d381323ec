"""Names of months in the languages of Europe, the Caucasus and the Near East, as ``fold`` has them.

*Listopad* is in none of them: October to some, November to others.
"""

from __future__ import annotations

from functools import cache

from geodash.geo.fold import fold

#: January to December in a line; a dash stands for a name that is left out.
_MONTHS = """
january february march april may june july august september october november december
januar februar marz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
януари февруари март април май юни юли август септември октомври ноември декември
јануар фебруар март април мај јун јул август септембар октобар новембар децембар
ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου
ιανουαριοσ φεβρουαριοσ μαρτιοσ απριλιοσ μαιοσ ιουνιοσ ιουλιοσ αυγουστοσ σεπτεμβριοσ οκτωβριοσ νοεμβριοσ δεκεμβριοσ
stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika - grudnia
styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik - grudzien
ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince
leden unor brezen duben kveten cerven cervenec srpen zari rijen - prosinec
januara februara marca aprila maja juna jula augusta septembra oktobra novembra decembra
januar februar marec april maj jun jul august september oktober november december
januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
sijecnja veljace ozujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga prosinca
sijecanj veljaca ozujak travanj svibanj lipanj srpanj kolovoz rujan - studeni prosinac
januar februar marec april maj junij julij avgust september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
tammikuu helmikuu maaliskuu huhtikuu toukokuu kesakuu heinakuu elokuu syyskuu lokakuu marraskuu joulukuu
jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember
sausio vasario kovo balandzio geguzes birzelio liepos rugpjucio rugsejo spalio lapkricio gruodzio
sausis vasaris kovas balandis geguze birzelis liepa rugpjutis rugsejis spalis lapkritis gruodis
janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris
yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი
հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի
հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
"""


@cache
def _numbers() -> dict[str, int]:
    lines = (line.split() for line in _MONTHS.strip().splitlines())
    return {name: i for line in lines for i, name in enumerate(line, start=1) if name != "-"}


def month_number(name: str) -> int | None:
    """1–12 for a month's name; of an English one a beginning of three letters is enough."""
    lower = fold(name)
    if lower == "sept":
        return 9
    english = _MONTHS.strip().splitlines()[0].split()
    number = next((i for i, month in enumerate(english, 1) if month.startswith(lower)), None)
    return number or _numbers().get(lower)
