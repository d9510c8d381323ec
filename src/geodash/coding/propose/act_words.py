"""Words that say what happened, with the PLOVER types that they stand for, the likeliest first.

A form is ``say`` (words of a speaker), ``do`` (an act), ``noun`` (an act as a noun). The first that fits at a place counts.
"""

from __future__ import annotations

import re

_ROWS = """
say THREATEN,DEMAND|threaten(?:s|ed|ing)?|warn(?:s|ed|ing)? (?:\\w+ )?of (?:retaliation|consequences)|vow(?:s|ed|ing)? (?:to (?:retaliat|respond|strike|destroy)\\w*|retaliation|revenge)|will do what is necessary|(?:will|would) take any (?:necessary )?action|might reconsider
say REJECT,DISAPPROVE|reject(?:s|ed|ing|ion)?|den(?:y|ies|ied|ying)|denials?|dismiss(?:es|ed|ing)?|refus(?:e|es|ed|ing|al)|(?:would|will|do|does|did|could) not (?:tolerate|allow|accept|permit|recogni[sz]e)|resolve not to|(?:has|have|had) not accepted|rul(?:es|ed|ing) out|veto(?:es|ed)?|oppos(?:es|ed)|disput(?:es|ed)(?= )|respond(?:s|ed)? to \\w+ by arguing
say DISAPPROVE,DEMAND|accus(?:e|es|ed|ing)|accusations?|blam(?:e|es|ed|ing)|condemn(?:s|ed|ing|ation)?|critici[sz](?:e|es|ed|ing|m)|denounc(?:e|es|ed|ing)|alleg(?:e|es|ed|ing|ations?)|diplomatic note|protest note|note of protest|express(?:es|ed|ing)? (?:\\w+ )?(?:concern|concerns|disappointment|anger|regret|dissatisfaction|outrage)|complain(?:s|ed|ing|ts?)?|deplor(?:e|es|ed|ing)|suspicions|lambast\\w*|decr(?:y|ies|ied)|slam(?:s|med)
say DEMAND,CONSULT|demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:up)?on|call(?:s|ed|ing)? for|urg(?:e|es|ed|ing)|request(?:s|ed|ing)?|appeal(?:s|ed|ing)? (?:to|for)|ask(?:s|ed|ing)? (?:for|that|\\w+ to|both)|warn(?:s|ed|ing)?|press(?:es|ed|ing)(?= (?!conference|release)[a-z])|pressuring|pressur(?:e|es|ed) (?=[A-Z])|insist(?:s|ed|ing)?|implor(?:e|es|ed)
do ASSAULT,COERCE|attack(?:s|ed|ing)?|(?:air|drone|missile|rocket)[- ]?strikes?|strikes|struck|shell(?:s|ed|ing)|bomb(?:s|ed|ing|ings|ard\\w*)?|fir(?:es|ed|ing) (?:at|on|upon|into|mortar|missile|rocket|shell|artillery|a )\\w*|had even fired|open(?:s|ed|ing)? fire|shot down|shoot(?:s|ing)? down|shot dead|kill(?:s|ed|ing|ings)|invad(?:e|es|ed|ing)|invasion|incursions?|captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)|overr(?:an|un)|(?:re)?taken(?= (?:over )?by)|taking control|took control|retook|downed|fall of|storm(?:s|ed|ing)|clash(?:es|ed|ing)?|fight(?:s|ing)|fought|violence|hostilities|war|conflict|offensive|massacre[sd]?|destroy(?:s|ed|ing)|damage to|round of violence|exchang(?:e|es|ed|ing) (?:of )?fire|ambush(?:es|ed)?|assassinat\\w+|explosions?|wound(?:ed|ing)|operation
do MOBILIZE,ASSAULT|military (?:drills?|exercises?|deployments?|build-?up)|(?:military )?drills?|exercises?|amass(?:es|ed|ing)?|mass(?:ed|ing)|mobili[sz](?:e|es|ed|ing|ation)|militari[sz](?:e|es|ed|ing|ation)|deploy(?:s|ed|ing|ments?)|landmines?|station(?:ed|ing)|airspace|reinforc(?:es|ed|ing|ements)|invading \\w+ airspace
do AID,COOPERATE|suppl(?:y|ies|ied|ying)(?! chain| route)|supplier|send(?:s|ing)? (?:arms|weapons|aid|troops|peacekeep\\w+|help|humanitarian)|sent (?:arms|weapons|aid|troops|peacekeep\\w+)|provid(?:es|ed|ing) (?:\\w+ )?(?:arms|weapons|aid|assistance|funds|support)|donat(?:es|ed|ing|ions?)|deliver(?:s|ed|ing|y|ies)|peacekeeping (?:forces|troops|mission)|patrol(?:s|led|ling|ing)?|humanitarian aid|invested heavily|arms supply|funding|sold|sell(?:s|ing) (?:arms|weapons|drones)
do RETREAT,CONCEDE|hand(?:s|ed|ing)? over|hand-?over|withdr(?:aw|aws|ew|awn|awing|awal)|pull(?:s|ed|ing)? (?:out|back)|retreat(?:s|ed|ing)?|evacuat\\w+|exit(?!s? poll)|le(?:aves|ft|aving) (?:the )?(?:area|region|territory|base)|took over from|ceded?
do SANCTION,REJECT|sanction(?:s|ed|ing)?|suspend(?:s|ed|ing)?|suspension|embargo(?:es|ed)?|expel(?:s|led|ling)|expulsion|recall(?:s|ed|ing) (?:its|their|his|the) ambassador|cut(?:s|ting)? off|(?:block|stop|halt)(?:s|ed|ing)? (?:\\w+ ){0,2}(?:entry|gas|trade|imports?|exports?|transit|trucks?)|tariffs?|boycott\\w*|ban(?:s|ned|ning)?
do COERCE,ASSAULT|detain(?:s|ed|ing)?|detention|arrest(?:s|ed|ing)?|imprison\\w*|jail(?:s|ed|ing)|use of force|crack(?:s|ed|ing)? ?down|besieg(?:e|es|ed|ing)|siege|deport\\w*|raid(?:s|ed|ing)?|curfew|tear gas|kidnap\\w*|hostages?
do PROTEST,COERCE|protest(?:s|ed|ing|ers?|ors?)?|demonstrat(?:es|ed|ing|ions?|ors)|rall(?:y|ies|ied|ying)|march(?:es|ed|ing) (?:through|on|in)|blockad(?:e|es|ed|ing)|block(?:s|ed|ing)? (?:the |a )?(?:\\w+ )?(?:road|corridor|street|highway|bridge)|poured into the streets|riot(?:s|ed|ing)?|went on strike|activists
do CRIME,DISAPPROVE|smuggl(?:e|es|ed|ing)|illegal(?:ly)? (?:\\w+ ){0,3}(?:mining|mined|logging|fishing|trade)|traffick(?:s|ed|ing)|corruption|launder\\w*|poach\\w*
do INVESTIGATE,DISAPPROVE|investigat(?:e|es|ed|ing|ions?)|inquiry|inspect(?:s|ed|ing|ions?)|fact-finding|audit(?:s|ed)?
say AGREE,CONSULT|sign(?:s|ed|ing)? (?:an? |the )?(?:\\w+ ){0,3}(?:agreement|deal|treaty|accord|memorandum|pact|contract|declaration)|(?:deal|agreement|treaty|treaties|pact|accord)s? (?:was |were )?(?:signed|reached|concluded|hammered out)|(?:was )?hammered out|agree(?:s|d|ing)? (?:to|on)|ceasefire (?:agreement|deal)|truce|armistice|peace (?:deal|treaty|agreement)|accept(?:s|ed)? (?:an? |the )?(?:\\w+-)?\\w+ (?:deal|proposal|plan)|offer(?:s|ed|ing)?|readiness|interested in (?:purchas|buy)\\w+|agreement|treaty|treaties|deal
say SUPPORT,AGREE|support(?:s|ed)?(?: for)?|full support|full backing|back(?:s|ed)(?= )|side(?:s|d) with|siding with|allied with|allies itself|prais(?:e|es|ed|ing)|welcom(?:es|ed|ing) (?:the|a|this|that)|recogni[sz](?:e|es|ed|ing)(?= )|recognition|accept(?:s|ed) \\w+[’']s sovereignty|inaugurat(?:es|ed|ing)|congratulat(?:es|ed|ing)|endors(?:es|ed|ing)|express(?:es|ed|ing)? (?:\\w+ )?(?:solidarity|support)|reaffirm(?:s|ed|ing)?|acknowledg(?:e|es|ed|ement)(?: of)? \\w+[’']s
say CONSULT,COOPERATE|met(?: with)?|meet(?:s|ing|ings)?|summits?|talks?|negotiat(?:e|es|ed|ing|ions?)|dialogue|visit(?:s|ed|ing)?|welcom(?:es|ed|ing) (?:his|her|its)|host(?:s|ed|ing)?|mediat(?:e|es|ed|ing|ion)|phone call|telephone|discuss(?:es|ed|ing|ions?)?|confer(?:s|red|ence)|engag(?:es|ed|ing) (?:leaders|with|in)|consult(?:s|ed|ing|ations?)|outreach|overtures|stepped in|submit(?:s|ted)?|receiv(?:es|ed) (?:his|the)(?= )|letters? to
do COOPERATE,AGREE|cooperat(?:e|es|ed|ing|ion)|joint (?:project|venture|work|patrol)\\w*|work(?:s|ed|ing)? together|trade deal|exchange of prisoners|prisoner exchange
do CONCEDE,RETREAT|apologi[sz](?:e|es|ed|ing)|releas(?:e|es|ed|ing) (?:\\w+ ){0,2}(?:prisoners?|hostages?|drivers?|detainees?)|lift(?:s|ed|ing) (?:the )?(?:sanctions|embargo|blockade|ban)|resign(?:s|ed|ing)|surrender(?:s|ed|ing)?|eas(?:es|ed|ing) (?:the )?restrictions
do OTHER,CONSULT|elect(?:s|ed|ions?)|appoint(?:s|ed|ing|ment)|citizenship|polls|election|inaugurated as|sworn in
"""

#: What an act of each type is called where a title begins; ``{a}`` acts, ``{r}`` is acted on.
TITLES = {
    "ASSAULT": ("{a} attacks {r}", "Attack", "Fighting between {a}"),
    "MOBILIZE": ("{a} deploys forces", "Forces deployed", "{a} hold exercises"),
    "PROTEST": ("{a} protest", "Protest", "{a} protest"),
    "COERCE": ("{a} detains {r}", "Detention", "{a} use force"),
    "SANCTION": ("{a} cuts trade with {r}", "Trade cut", "{a} cut trade"),
    "CRIME": ("Illegal trade", "Illegal trade", "Illegal trade"),
    "DEMAND": ("{a} calls on {r} to", "Call to", "{a} call on {r} to"),
    "DISAPPROVE": ("{a} accuses {r} of", "Complaint about", "{a} accuse {r} of"),
    "REJECT": ("{a} rejects", "Refusal of", "{a} reject"),
    "THREATEN": ("{a} warns {r} of", "Warning of", "{a} warn {r} of"),
    "RETREAT": ("{a} hands over", "Hand-over of", "{a} withdraw"),
    "AID": ("{a} supplies {r} with", "Supply of", "{a} supply {r} with"),
    "COOPERATE": ("{a} works with {r} on", "Cooperation on", "{a} work together on"),
    "INVESTIGATE": ("{a} looks into", "Inquiry into", "{a} look into"),
    "CONSULT": ("{a} talks with {r}", "Talks on", "{a} meet"),
    "AGREE": ("{a} offers {r} an agreement on", "Agreement on", "{a} agree on"),
    "SUPPORT": ("{a} supports {r}", "Support for", "{a} support {r}"),
    "CONCEDE": ("{a} gives way on", "Concession on", "{a} give way on"),
    "": ("{a}", "", "{a}"),
}  # fmt: skip
#: Such words are said, not done: they lie where they were said.
SPEECH = frozenset(
    ("DEMAND", "DISAPPROVE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE")
)


def _compiled() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    found = []
    for row in _ROWS.strip().split("\n"):
        head, _, pattern = row.partition("|")
        form, _, types = head.partition(" ")
        kinds = tuple("" if t == "OTHER" else t for t in types.split(","))
        found.append((form, kinds, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE)))
    return tuple(found)


ACTS = _compiled()
#: Nouns of fighting: those told together fight each other.
MUTUAL = re.compile(r"violence|fight|clash|war\b|conflict|hostilit|exchang", re.IGNORECASE)
#: Partners do it together: all of them act, and nobody is acted on.
TOGETHER = re.compile(
    r"met\b|meet|summit|talk|negotiat|dialogue|visit|welcom|host|discuss|confer|sign|treat|deal\b|agree|cooperat|accept",
    re.IGNORECASE,
)
#: Each says of the other what it says of it.
EACH_OTHER = re.compile(
    r"each (?:accus|blam)\w+ the other|(?:accus|blam)\w+ (?:each other|one another)|trad\w+ accusations",
    re.IGNORECASE,
)
#: Not told as done: what may, should or will only be.
UNREAL = re.compile(
    r"(?:\b(?:could|(?-i:may)|might|would|should|can|if|unless|whether|lest|cannot|must|likely|possib\w+|potential\w*|hop\w+|wish\w*|want\w*|need\w*|aim\w*|avoid|prevent\w*|avert)\s+(?:\w+\s+){0,2}|\bto\s+(?:\w+ly\s+)?)$",
    re.IGNORECASE,
)
#: Nobody's deed: the word stands in a name or says what something is for.
NO_ACT = re.compile(
    r"(?:\b(?:no|not|never|nor|without|any|neither)\b|n[’']t)\s*(?:\w+\s+){0,1}$", re.IGNORECASE
)
#: Who so speaks tells what he does not show: the rest of the sentence is his account.
CLAIMS = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:e|es|ed|ing|edly)|accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|according to|is said to|are said to|reportedly|assert(?:s|ed|ing)?|acknowledg(?:es|ed|ing)|has revealed|sees as)\b", re.IGNORECASE
)  # fmt: skip
#: Whoever so speaks tells what the article only passes on.
SAYS = re.compile(
    r"\b(?:says?|said|stat(?:es|ed) that|told \w+ that|announc(?:es|ed) that|report(?:s|ed) that|confirm(?:s|ed) that|insist(?:s|ed) that)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:scheduled|will (?:be held|take place|meet|host|feature|submit)|is to|are to|planned for|upcoming|set to|headed to)\b",
    re.IGNORECASE,
)
