"""Which words come apart, by phenomenon, in an empty archive and in one that knows words."""

import pytest

from newsctl.dutch.compounds import part_keys, split
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lexicon import EMPTY, Lexicon

HEADS = """
toeslagenaffaire affaire, stikstofcrisis crisis, presidentsverkiezingen verkiezingen
zomervakantie vakantie, voetbalwedstrijd wedstrijd, verkeersongeluk ongeluk, ziekenhuisbed bed
klimaatwet wet, huisarts arts, bedrijfsleider leider, wereldkampioen kampioen, regenwater water
energierekening rekening, lerarentekort tekort, woningmarkt markt, gasprijs prijs
appeltaart taart, boekenbeurs beurs, kerncentrale centrale, stadsbestuur bestuur
vluchtelingenkamp kamp, wegenbelasting belasting
"""
MODIFIERS = """
klimaatakkoord klimaat, spionagediensten spionage, waterschade water, fietspad fiets
kaasfabriek kaas, onderwijsinspectie onderwijs, treinstation trein, muziekschool muziek
tuinhuisje tuin, bloemkool bloem, zonnepaneel zon, koffiekopje koffie, ministerraad minister
universiteitsgebouw universiteit
"""
LINKS = """
regeringspartij regering, stationsplein station, groepsfoto groep, vrijheidsstrijd vrijheid
hondenhok hond, pannenkoek pan, paardenstal paard, zonneschijn zon, kinderboek kind, eierdop ei
schapenvacht schaap, krantenkop krant, gemeenteraad gemeente, vriendschapsband vriendschap
"""
APART = """
minister ster, minister mini, regering ring, kantoor kan, kantoor tor, oorlog oor, oorlog log
testament test, kwartaal aal, overwinning winning, maatregel regel, persoon zoon, bedrijven bed
vertellen ellen, bedenken bed, beleggen bel, versterken verst, geloven oven, weigeren wei
vriendschap chap, marcheren heren, produceren ceren, maandag dag, vrijdag vrij, astroloog oog
manchet man, aangenomen nomen, uitgelegd legd, president dent, residentie president
literatuur uur, kamer kam, bomen bom, chocolade lade, transport port, karton ton, profeet eet
batterij rij, boerderij rij, drukkerij rij, spiegel gel, komeet eet, mantel man, oordeel deel
"""
FORMS = """
zwaardere zwaar, snellere snel, sterkere ster, prothesen prot, zestigste zes, meerdere meer
handhaven haven, handhaver haver, handhaving hand, kwakkelend kwak, stippelde stip
transactie actie, achteruit ruit, slowaakse slow, europees pees, mangrove man, rechtstreeks reeks
"""
CUTS = """
buurthuis huis, raadhuis raad, rijproef proef, rijproef rij, kwaliteitseis eis
"""
NAMES = """
Wilders Rotterdam Eindhoven Leeuwarden Hamburg Roosevelt Hertmans Griekenland Kortrijk
Rotterdammer Eindhovense Zwitserland Balkenende Volkswagen Straatsburg
"""
OPAQUE = """
fotograaf biograaf telegram bioloog bibliotheek democraat saxofoon rentenier koetsier castraat
bankroet ballade kinderen prinsessen centrum kassier katrol vennoot
"""
WHOLE = """
diefstal diefstallen bastaard kapelaan madelief transcriptie transporter schorpioen maarschalk
televisie televisies eurovisie kwetsbaarder dankbaarst eigenaardig barmhartige kieskeurig evenwicht
onrechtvaardig onevenwichtig onvrijwillige visionaire
bottelen kittelen ontmantelen verstelbaar biologisch fotografische koerdisch wenkbrauw maatstaf
"""


def pairs(table):
    lines = table.strip().splitlines()
    return [tuple(pair.split()) for line in lines for pair in line.split(",")]


@pytest.mark.parametrize(("compound", "part"), pairs(HEADS) + pairs(MODIFIERS) + pairs(LINKS))
def test_a_compound_is_found_by_its_constituent(compound, part):
    assert inflection_key(part) in part_keys(compound, EMPTY)


@pytest.mark.parametrize(("word", "part"), pairs(CUTS))
def test_a_word_is_cut_into_those_that_many_words_are_made_of(word, part):
    assert inflection_key(part) in part_keys(word, EMPTY)


@pytest.mark.parametrize(("word", "no_part"), pairs(APART) + pairs(FORMS))
def test_a_word_is_not_found_by_letters_that_happen_to_be_a_word(word, no_part):
    assert inflection_key(no_part) not in part_keys(word, EMPTY)


def test_constituents_come_as_written_and_outermost_first():
    assert split("gemeenteraadsverkiezingen", EMPTY).parts == (
        "gemeenteraad",
        "verkiezingen",
        "gemeente",
        "raad",
    )


def test_a_hyphenated_word_comes_apart_at_the_hyphen_first():
    assert split("EU-verkiezingsuitslag", EMPTY).parts == (
        "eu",
        "verkiezingsuitslag",
        "verkiezing",
        "uitslag",
    )


def test_an_accent_or_capital_does_not_matter():
    assert split("ZEEËNGTE", EMPTY) == split("zeeengte", EMPTY)


def test_a_name_that_the_archive_knows_is_a_constituent():
    assert split("kwolfaanhanger", EMPTY).parts == ()
    known = Lexicon({"kwolf": 40, "aanhanger": 10}, 500)
    assert split("kwolfaanhanger", known).parts == ("kwolf", "aanhanger")


def test_a_whole_that_is_commoner_than_its_parts_stays_whole():
    assert split("drinkwater", EMPTY).parts == ("drink", "water")
    common = Lexicon({inflection_key("drinkwater"): 900, "water": 5}, 1000)
    found = split("drinkwater", common)
    assert found.parts == ()
    assert "drink + water" in found.why


def test_an_archive_of_one_post_changes_little():
    one = Lexicon({"verkiezing": 1, "presidentsverkiezing": 1}, 1)
    assert split("presidentsverkiezingen", one).parts == ("president", "verkiezingen")


def test_a_particle_is_split_off_only_before_a_much_commoner_word():
    key = inflection_key("voorkwestie")
    rare = Lexicon({"kwestie": 200, key: 2}, 1000)
    assert split("voorkwestie", rare).parts == ("kwestie",)
    common = Lexicon({"kwestie": 200, key: 150}, 1000)
    assert split("voorkwestie", common).parts == ()


@pytest.mark.parametrize(
    "word", ["", "-", "kat", "123456", "a-b", "'", "zo'n", "🎉🎉🎉🎉🎉🎉", "----"]
)
def test_every_word_has_a_reason(word):
    assert split(word, EMPTY).why


def test_part_keys_leave_the_word_itself_out():
    assert inflection_key("verkiezing") not in part_keys("verkiezing", EMPTY)
    assert len(set(part_keys("huisjesmelker", EMPTY))) == len(part_keys("huisjesmelker", EMPTY))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("achterdeur", ("deur",)),
        ("hoofdweg", ("hoofd", "weg")),
        ("weerbericht", ("weer", "bericht")),
        ("zoutmijn", ("zout", "mijn")),
    ],
)
def test_a_preposition_is_no_part_but_a_noun_that_looks_like_one_is(word, parts):
    assert split(word, EMPTY).parts == parts


@pytest.mark.parametrize(
    ("word", "part"),
    [("scheepsbouw", "schip"), ("driejarig", "drie"), ("biobrandstof", "brandstof")],
)
def test_bound_elements_stand_in_compounds(word, part):
    assert inflection_key(part) in part_keys(word, EMPTY)


@pytest.mark.parametrize(
    "name",
    NAMES.split(),
)
def test_a_name_is_never_taken_apart(name):
    assert split(name, EMPTY).parts == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Rotterdamwet", ("rotterdam", "wet")),
        ("Noordzeekust", ("noordzee", "kust")),
        ("Gazastrook", ("gaza", "strook")),
    ],
)
def test_a_name_begins_compounds(word, parts):
    assert split(word, EMPTY).parts == parts


@pytest.mark.parametrize(
    "word",
    OPAQUE.split(),
)
def test_a_loan_or_suffix_that_looks_like_a_word_is_no_constituent(word):
    assert split(word, EMPTY).parts == ()


@pytest.mark.parametrize(
    ("word", "modifier", "head"),
    [
        ("stadspoort", "stad", "poort"),
        ("oorlogstank", "oorlog", "tank"),
        ("overheidstaken", "overheid", "taken"),
        ("regeringstop", "regering", "top"),
        ("bedrijfstak", "bedrijf", "tak"),
        ("levenslang", "leven", "lang"),
        ("rechtsstaat", "recht", "staat"),
        ("noodstop", "nood", "stop"),
        ("landstreek", "land", "streek"),
        ("burgeroorlog", "burger", "oorlog"),
    ],
)
def test_an_s_is_the_link_after_a_word_that_takes_one(word, modifier, head):
    assert split(word, EMPTY).parts[:2] == (modifier, head)


@pytest.mark.parametrize(
    ("word", "part"),
    pairs("""
cyberaanval aanval, gymleraar gym, phishingmail phishing, dievenbende dief, dievenbende bende
klederdracht kleed, turnzaal turnen, goudvissen vis, kerstmarkt kerst, regenbui bui
"""),
)
def test_young_borrowed_and_bound_words_are_constituents(word, part):
    assert inflection_key(part) in part_keys(word, EMPTY)


@pytest.mark.parametrize(
    ("word", "no_part"),
    [
        ("noodgevallen", "val"),
        ("jaarlijks", "jaar"),
        ("dagelijkse", "dag"),
        ("weergegeven", "weer"),
        ("deelnemen", "deel"),
        ("belangrijkste", "belang"),
        ("hoofdredacteurs", "acteur"),
        ("fronteers", "front"),
    ],
)
def test_a_suffix_a_verb_or_a_plural_brings_no_other_word_in(word, no_part):
    assert inflection_key(no_part) not in part_keys(word, EMPTY)


def test_before_a_noun_the_same_letters_are_a_noun():
    assert "weer" in part_keys("weerbericht", EMPTY)
    assert "geval" in part_keys("noodgevallen", EMPTY)


@pytest.mark.parametrize(
    ("word", "together", "apart"),
    [
        ("kernafvalopslag", {"kernafval", "afvalopslag"}, {"kern", "afval", "opslag"}),
        ("waterschapsverkiezingen", set(), {"waterschap", "verkiezing"}),
        ("zonnepaneelfabriek", {"zonnepaneel", "paneelfabriek"}, {"zon", "paneel", "fabriek"}),
    ],
)
def test_neighbours_in_a_compound_of_three_are_found_together(word, together, apart):
    keys = {*part_keys(word, EMPTY)}
    assert {inflection_key(part) for part in together | apart} <= keys
    assert inflection_key(word) not in keys


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("handelsverdrag", ("handel", "verdrag")),
        ("oorlogsschip", ("oorlog", "schip")),
        ("havensbestuur", ("haven", "bestuur")),
    ],
)
def test_a_genitive_s_is_a_link_and_no_part_of_a_constituent(word, parts):
    assert split(word, EMPTY).parts == parts


@pytest.mark.parametrize("verb", ["stofzuigen", "stofzuigt", "stofzuiger"])
def test_a_verb_or_its_agent_is_found_by_the_noun_before_it(verb):
    assert "stof" in part_keys(verb, EMPTY)


def test_strings_that_a_few_of_many_posts_have_are_no_words():
    counts = {"haven": 20, "lijkheid": 90, "lijkheden": 0, "zorbak": 9}
    posts = {number: Lexicon(counts, number) for number in (2_000, 20_000)}
    assert [one.is_word("zorbak") for one in posts.values()] == [True, False]
    assert [one.is_word("lijkheden") for one in posts.values()] == [False, False]


@pytest.mark.parametrize("word", WHOLE.split())
def test_a_word_whose_letters_alone_are_two_words_is_whole(word):
    assert split(word, EMPTY).parts == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kansrijke", ("kans", "rijk")),
        ("isolatielagen", ("isolatie", "laag")),
        ("arbeidsintensieve", ("arbeid", "intensief")),
        ("superheld", ("super", "held")),
        ("fruitteelt", ("fruit", "teelt")),
        ("gemeentehuizen", ("gemeente", "huizen")),
        ("toekomstvisie", ("toekomst", "visie")),
    ],
)
def test_a_form_comes_apart_as_its_lemma_does(word, parts):
    assert split(word, EMPTY).parts[:2] == parts


def test_a_short_word_that_is_commoner_than_its_head_has_grown_apart_from_it():
    assert split("maatslag", EMPTY).parts == ("maat", "slag")
    texts = Lexicon({"maatslag": 60, "maat": 300, "slag": 10, "stadspoort": 60, "stad": 200}, 1000)
    assert split("maatslag", texts) == ((), "maat + slag: commoner than slag")
    assert split("stadspoort", texts).parts == ("stad", "poort")


@pytest.mark.parametrize(
    ("word", "part", "no_part"),
    [
        ("uitwijklijst", "uitwijk", "wijk"),
        ("afhaalcentra", "afhaal", "haal"),
        ("doorreisvisum", "doorreis", "reis"),
    ],
)
def test_a_particle_and_the_stem_of_its_verb_begin_a_compound_together(word, part, no_part):
    found = part_keys(word, EMPTY)
    assert inflection_key(part) in found
    assert inflection_key(no_part) not in found


@pytest.mark.parametrize(
    "form",
    [
        "toestemt",
        "overeenstemmend",
        "doorlevert",
        "samenwerking",
        "medewerkende",
        "binnenkomt",
        "omrekening",
        "weergeeft",
        "plaatsvond",
    ],
)
def test_a_separable_verb_and_what_derives_from_it_are_whole(form):
    assert part_keys(form, EMPTY) == ()


@pytest.mark.parametrize("word", ["rechterhand", "rechterbank", "linkerhand", "linkerbank"])
def test_what_is_on_a_side_is_no_matter_of_law_or_links(word):
    assert part_keys(word, EMPTY) == (inflection_key(word[-4:]),)
