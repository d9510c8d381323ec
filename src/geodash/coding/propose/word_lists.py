"""Words by which the name of a place is told from the name of anybody or anything else."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Given names; after one of them a name is somebody’s.
GIVEN_NAMES = _words("""
    aaron abdul abdullah abigail abraham adam adrian ahmad ahmed aidan alan albert alejandro aleksandr alex alexander alexis alfred ali alice
    alicia alison allan allen alyssa amanda amber amy ana andre andrea andreas andrei andrew andy angela angelo anita ann anna anne annie anthony antonio
    april arnold arthur ashley audrey austin barack barbara barry beatrice ben benjamin bernard beth betty beverly bill billy bob bobby boris brad bradley
    brandon brenda brendan brent brett brian bruce bryan calvin cameron carl carla carlos carmen carol caroline carolyn carrie catherine cathy
    cesar charlene charles charlie cheryl chris christian christina christine christopher chuck cindy claire clara clarence claude claudia clifford clinton
    colin colleen connie connor constance corey craig crystal curtis cynthia dale dan daniel danielle danny darren daryl dave david dawn dean deborah debbie
    debra dennis derek diana diane dmitry dolores dominic don donald donna doris dorothy doug douglas dwayne dylan earl eddie edgar edith eduardo edward edwin
    eileen elaine eleanor elena elizabeth ellen emily emma emmanuel eric erica erik erin ernest ethan eugene eva evan evelyn felix fernando florence
    frances francis francisco frank franklin fred frederick gabriel gail gary gavin geoffrey george gerald gerard gina giovanni gladys glen glenn gloria gordon grace graham
    greg gregory guy gwen hannah harold harry harvey hassan heather hector heidi helen henry herbert herman holly howard hugh hussein ian ibrahim igor irene
    isaac isabel ivan jack jackie jacob jacqueline jaime jake james jamie jan jane janet janice jared jasmine jason javier jay jean jeanne jeff jeffrey jennifer
    jenny jeremy jerome jerry jesse jessica jesus jill jim jimmy jo joan joann joanna joanne jodi joe joel john johnny jon jonathan jordan jorge jose joseph josh joshua
    joy joyce juan juanita judith judy julia julian julie june justin karen karl kate katherine kathleen kathryn kathy katie keith kelly ken kenneth kevin kim kimberly
    kirk kristen kristin kyle larry laura lauren laurence laurie lawrence leah lee len leo leon leonard leroy leslie lester lewis liam lillian linda lindsay lindsey lisa liz
    lloyd logan lois lori lorraine louis louise lucas lucy luis luke lynn madison manuel marc marcus margaret maria marie marilyn mario marion marjorie mark marshall martha
    martin marvin mary mathew matt matthew maureen maurice max maxine megan mehmet melanie melissa melvin michael michele michelle miguel mike mikhail mildred milton mitch mitchell
    mohamed mohammad mohammed molly monica morgan muhammad mustafa nancy natalie natasha nathan neil nelson nicholas nick nicola nicolas nicole nigel nikol nina noah nora norma norman oliver olivia oscar
    owen pam pamela pat patricia patrick paul paula pauline pedro peggy penny perry pete peter phil philip phillip phyllis pierre rachel rafael ralph ramon randall randy ray raymond rebecca
    recep regina renee rex ricardo richard rick ricky rita rob robert roberta roberto robin rodney roger roland ron ronald ronnie rosa rosalind rose roy ruben ruby russell ruth ryan sabrina
    sally sam samantha samuel sandra sandy sara sarah scott sean sergei sergey seth shane shannon sharon shaun shawn sheila shelley sherry shirley sidney simon sonia sophia sophie stacey
    stacy stan stanley stella stephanie stephen steve steven stewart stuart sue susan suzanne sylvia tamara tammy tanya tara ted teresa terrence terri terry thelma theodore theresa thomas tim
    timothy tina todd tom tommy toni tony tracey tracy travis trevor tyler valerie vanessa vera vernon veronica vicki vicky victor victoria vincent viola violet virgil vivian vladimir volodymyr wade wallace
    walter wanda warren wayne wendy wesley wilbur wilfred will willard william willie wilma xavier yolanda yousef yuri yvonne zachary zoe
    ilham nikola recep tayyip nasser hamid hamza omar osama youssef karim khalid saeed salman tariq yasser hiroshi kenji
    takeshi wei ming jing jiang xi
    """)
#: Before a name of somebody.
TITLES = _words("""
    mr mrs ms miss dr prof professor sir lord lady dame president presidents vice-president premier chancellor minister ministers secretary senator senators sen
    congressman congresswoman representative rep reps gov governor mayor councillor councilman councilwoman alderman commissioner judge justice
    sheriff deputy chief officer officers captain capt lieutenant lt sergeant sgt cpl corporal pvt private major maj general gen colonel col
    commander cmdr admiral king queen prince princess emperor pope cardinal bishop archbishop rev reverend father sister brother rabbi imam
    ayatollah sheikh coach director chairman chairwoman chair ceo spokesman spokeswoman spokesperson detective agent inspector superintendent principal
    ambassador attorney lawyer author actor actress singer analyst mp mla aunt uncle pastor dean trooper constable saint writer
    """)
#: After a name: what the name is part of is no place, but somebody’s firm, club or office.
BODIES = _words("""
    inc corp corporation company co ltd llc plc group holdings times post tribune herald gazette journal news magazine chronicle observer
    telegraph guardian press star sun mail globe bank university college institute school academy
    foundation association society club fc united rovers athletics party committee commission council ministry
    department agency bureau authority board court police hospital medical church bowl cup league prize award awards act treaty pact accord accords agreement convention
    declaration doctrine process war wars revolution massacre syndrome virus fever disease flu airlines airways motors records pictures studios
    jr sr iii ii said says told added asked explained replied noted recalled himself herself
    """)
#: Before a name: a place follows.
BEFORE_PLACES = _words("""
    in at near from to into across around throughout toward towards outside inside within via between beyond of off over
    northern southern eastern western central north south east west northeast northwest southeast southwest upstate downtown
    province city town village district county region state capital island islands port camp airport
    """)
#: Words that stand with a capital and are no places, whatever village is called so.
NO_PLACES = _words("""
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    the a an this that these those it its he she they we i you his her their our my your who what when where why how which whose there here
    and but or nor for yet so if then than as at by in on of off to from with without within into onto upon over under after before since until while during
    about above across against along among around behind below beneath beside besides between beyond despite down except inside near out outside past through throughout toward up via
    all any both each every few many more most much no none not one two three four five six seven eight nine ten some such several other another first second third last next new old
    is are was were be been being am has have had do does did will would can could should may might must shall let get got go goes went come came
    also although because however instead meanwhile moreover nevertheless otherwise still though thus too very well yes now never always often once only just even ever again already
    president minister prime government state states united nations union council ministry army navy police court house senate congress parliament party secretary general
    chief officer director chairman spokesman department office bank company university college school church hospital center centre association board committee
    foreign defense defence interior security national international federal central public private royal
    war peace world day week month year today yesterday tomorrow morning night summer winter spring fall autumn christmas easter
    mr mrs ms dr sir lord lady god jesus christ allah islam bible quran internet web twitter facebook google youtube apple microsoft amazon
    english french german russian chinese spanish italian street road avenue drive lane park hill lake river mountain bay beach island
    north south east west northern southern eastern western story photo photos news report reports updated published copyright editor staff writer
    people man men woman women child children family families life home time times way work business money market money sun moon star stars
    high low big small great good best better long short early late young middle upper lower main grand golden green red blue white black brown
    health care food water air fire energy oil gas power force forces group groups team game games club league cup season series champion champions championship
    march mobile reading bath nice sandwich cork split spa orange enterprise independence liberty union hope eagle phoenix rose lincoln jackson
    according additional additionally anyone anything everyone everything someone something nothing people police
    republican democrat democratic labour conservative liberal senate order law act bill amendment constitution article section chapter
    dear thanks please welcome hello sorry stop see look read click call send help free sale buy
    his tv radio dvd cd pc fm am pm est edt gmt utc usd ceo cfo fbi cia nasa nba nfl nhl mlb ufc espn cnn bbc nbc cbs abc fox pbs npr afp ap
    un eu nato who imf osce csto opec asean unesco unicef covid hiv aids sars flu virus ebola zika
    ordinance mayor council sheriff judge jury attorney district county city town village
    """)
#: These are rather a place than what else they mean, where something speaks for it.
_ALSO_PLACES = frozenset(
    ["mobile", "reading", "bath", "nice", "cork", "split", "orange", "phoenix", "lincoln", "jackson", "march", "independence",
     "enterprise", "union", "eagle", "hope", "liberty", "sandwich", "rose", "spa", "fox", "victoria", "georgia"]
)  # fmt: skip
NEVER_PLACES = NO_PLACES - _ALSO_PLACES
#: The like that end the name of a place, in lower case or with a capital.
ENDS_PLACES = _words("""
    street avenue road boulevard lane drive highway square bridge park airport station harbor harbour port river creek lake bay beach canal
    mountain mountains hill hills valley forest desert island islands peninsula strait straits sea ocean gulf coast province region district county parish township borough
    city town village state oblast governorate prefecture corridor border crossing plaza stadium cathedral castle palace tower museum reservoir dam falls springs
    """)
#: Small words inside of names.
INSIDE = _words(
    "of de la del el al du des di da do dos das le les the and upon on sur am en y e an der den im in bei st"
)
