"""Words for what belongs to a country: ``Armenian``, ``Turks``."""

from __future__ import annotations

from functools import cache

_WORDS = """
AFG Afghan Afghans; ALB Albanian Albanians; DZA Algerian Algerians; AND Andorran; AGO Angolan Angolans;
ARG Argentine Argentinian Argentinians; ARM Armenian Armenians; AUS Australian Australians Aussie;
AUT Austrian Austrians; AZE Azerbaijani Azerbaijanis Azeri Azeris; BHS Bahamian; BHR Bahraini Bahrainis;
BGD Bangladeshi Bangladeshis; BRB Barbadian; BLR Belarusian Belarusians; BEL Belgian Belgians; BLZ Belizean;
BEN Beninese; BTN Bhutanese; BOL Bolivian Bolivians; BIH Bosnian Bosnians; BWA Botswanan; BRA Brazilian Brazilians;
BRN Bruneian; BGR Bulgarian Bulgarians; BFA Burkinabe Burkinabé; BDI Burundian Burundians; KHM Cambodian Cambodians;
CMR Cameroonian Cameroonians; CAN Canadian Canadians; CPV Cape-Verdean; TCD Chadian Chadians; CHL Chilean Chileans;
CHN Chinese; COL Colombian Colombians; COD Congolese; CRI Costa-Rican; HRV Croatian Croatians Croat Croats;
CUB Cuban Cubans; CYP Cypriot Cypriots; CZE Czech Czechs; DNK Danish Danes Dane; DJI Djiboutian;
DOM Dominican Dominicans; ECU Ecuadorian Ecuadorean; EGY Egyptian Egyptians; SLV Salvadoran Salvadorans;
ERI Eritrean Eritreans; EST Estonian Estonians; SWZ Swazi; ETH Ethiopian Ethiopians; FJI Fijian Fijians;
FIN Finnish Finns Finn; FRA French Frenchman Frenchmen; GAB Gabonese; GMB Gambian Gambians; GEO Georgian Georgians;
DEU German Germans; GHA Ghanaian Ghanaians; GRC Greek Greeks Hellenic; GTM Guatemalan Guatemalans; GIN Guinean Guineans;
GUY Guyanese; HTI Haitian Haitians; HND Honduran Hondurans; HUN Hungarian Hungarians; ISL Icelandic Icelanders;
IND Indian Indians; IDN Indonesian Indonesians; IRN Iranian Iranians; IRQ Iraqi Iraqis; IRL Irish; ISR Israeli Israelis;
ITA Italian Italians; CIV Ivorian Ivorians; JAM Jamaican Jamaicans; JPN Japanese; JOR Jordanian Jordanians;
KAZ Kazakh Kazakhs Kazakhstani; KEN Kenyan Kenyans; PRK North-Korean North-Koreans; KOR South-Korean South-Koreans Korean Koreans;
XKX Kosovar Kosovars Kosovan; KWT Kuwaiti Kuwaitis; KGZ Kyrgyz Kyrgyzstani; LAO Laotian Lao; LVA Latvian Latvians;
LBN Lebanese; LBR Liberian Liberians; LBY Libyan Libyans; LTU Lithuanian Lithuanians; LUX Luxembourgish;
MDG Malagasy; MWI Malawian Malawians; MYS Malaysian Malaysians; MDV Maldivian Maldivians; MLI Malian Malians; MLT Maltese;
MRT Mauritanian; MUS Mauritian; MEX Mexican Mexicans; MDA Moldovan Moldovans; MNG Mongolian Mongolians;
MNE Montenegrin Montenegrins; MAR Moroccan Moroccans; MOZ Mozambican Mozambicans; MMR Burmese; NAM Namibian Namibians;
NPL Nepali Nepalese; NLD Dutch Dutchman; NZL Kiwi Kiwis; NIC Nicaraguan Nicaraguans; NER Nigerien; NGA Nigerian Nigerians;
MKD Macedonian Macedonians; NOR Norwegian Norwegians; OMN Omani Omanis; PAK Pakistani Pakistanis; PAN Panamanian Panamanians;
PSE Palestinian Palestinians; PNG Papuan; PRY Paraguayan; PER Peruvian Peruvians; PHL Philippine Filipino Filipinos;
POL Polish Poles Pole; PRT Portuguese; QAT Qatari Qataris; ROU Romanian Romanians; RUS Russian Russians; RWA Rwandan Rwandans;
SAU Saudi Saudis; SEN Senegalese; SRB Serbian Serbians Serb Serbs; SLE Sierra-Leonean; SGP Singaporean Singaporeans;
SVK Slovak Slovaks Slovakian; SVN Slovenian Slovene Slovenes; SOM Somali Somalis Somalian; ZAF South-African South-Africans;
SSD South-Sudanese; ESP Spanish Spaniard Spaniards; LKA Sri-Lankan Sri-Lankans; SDN Sudanese; SUR Surinamese;
SWE Swedish Swedes Swede; CHE Swiss; SYR Syrian Syrians; TWN Taiwanese; TJK Tajik Tajiks Tajikistani; TZA Tanzanian Tanzanians;
THA Thai Thais; TGO Togolese; TUN Tunisian Tunisians; TUR Turkish Turk Turks Turkic; TKM Turkmen Turkmens; UGA Ugandan Ugandans;
UKR Ukrainian Ukrainians; ARE Emirati Emiratis; GBR British Briton Britons Brits Scottish Scots Welsh English Englishman;
USA American Americans; URY Uruguayan; UZB Uzbek Uzbeks Uzbekistani; VEN Venezuelan Venezuelans; VNM Vietnamese;
YEM Yemeni Yemenis; ZMB Zambian Zambians; ZWE Zimbabwean Zimbabweans
"""
#: Of no one country, and no names of places.
_WIDER = """
African Africans Arab Arabs Asian Asians European Europeans Kurdish Kurds Kurd Latin Slavic Western Eastern Northern Southern
Caucasian Balkan Baltic Nordic Scandinavian Soviet Ottoman Persian Persians Muslim Muslims Islamic Islamist Christian Christians Catholic
Catholics Jewish Jews Jew Orthodox Sunni Shia Shiite Shi’ite Hindu Hindus Buddhist Sikh Greco Franco Anglo Russo Sino Indo Turco Armeno Hispanic
Catalan Catalans Catalonian Catalonians Basque Flemish Bavarian Parisian Parisians Texan Texans Californian Californians
Londoner Londoners Tibetan Tibetans Uighur Uyghur Chechen Chechens Tatar Pashtun Tamil Rohingya Berber Roma Eurasian Mediterranean
Republican Republicans Democrat Democrats Democratic Conservative Conservatives Labour Liberal Liberals Hawaiian
"""


@cache
def demonyms() -> dict[str, str]:
    """Folded word → code of its country (ISO 3166 alpha-3); two words stand with a blank: ``south korean``."""
    found: dict[str, str] = {}
    for row in _WORDS.replace("\n", " ").split(";"):
        code, *words = row.split()
        found |= {word.replace("-", " ").casefold(): code for word in words}
    return found


@cache
def wider() -> frozenset[str]:
    """Folded words for what belongs to no one country; none is the name of a place."""
    return frozenset(word.casefold() for word in _WIDER.split())
