"""Which forms share a key by rule alone, and which must not."""

import pytest

from newsctl.dutch.inflection import inflection_key

REGULAR_PLURALS = """
verkiezing verkiezingen, huis huizen, boom bomen, bom bommen, brief brieven, prijs prijzen
raad raden, maan manen, zoon zonen, zon zonnen, straat straten, muur muren, been benen
vis vissen, fles flessen, kast kasten, hond honden, krant kranten, vrouw vrouwen, leeuw leeuwen
koe koeien, ui uien, ei eieren, partij partijen, bij bijen, kooi kooien, haai haaien
golf golven, duif duiven, reus reuzen, kaas kazen, president presidenten, persoon personen
probleem problemen, kantoor kantoren, artikel artikelen, maatregel maatregelen, motor motoren
wandeling wandelingen, proces processen, congres congressen, minister ministers, tafel tafels
bezem bezems, molen molens, kamer kamers, club clubs, film films, gemeente gemeenten
gemeente gemeentes, ziekte ziektes, tante tantes, actie acties, functie functies
provincie provincies, taboe taboes, cadeau cadeaus, niveau niveaus, milieu milieus, dame dames
kompas kompassen, atlas atlassen, virus virussen, kennis kennissen, bus bussen, mens mensen
grens grenzen, kans kansen, wens wensen, plaats plaatsen, fiets fietsen, arts artsen
beurs beurzen, advies adviezen, verlies verliezen, bewijs bewijzen, paleis paleizen, keus keuzes
doos dozen, ster sterren, bed bedden, kan kannen, pen pennen, kop koppen, zak zakken, rug ruggen
hal hallen, vlag vlaggen, brug bruggen, les lessen, plan plannen, spin spinnen, kip kippen
pot potten, schoen schoenen, steen stenen, trein treinen, seizoen seizoenen, station stations
viool violen, boerderij boerderijen, bakkerij bakkerijen, school scholen, spion spionnen
duel duellen, teken tekenen, teken tekens, wapen wapens, wapen wapenen, oefening oefeningen
leugen leugens, weduwe weduwen, seconde secondes, methode methodes, ruzie ruzies
vakantie vakanties, familie families
"""

IRREGULAR_PLURALS = """
dag dagen, weg wegen, dak daken, pad paden, glas glazen, gat gaten, slag slagen, vat vaten
bad baden, hol holen, lot loten, slot sloten, schot schoten, god goden, spel spelen, graf graven
hof hoven, lid leden, kamerlid kamerleden, stad steden, hoofdstad hoofdsteden, schip schepen
smid smeden, vliegdekschip vliegdekschepen, kind kinderen, kleinkind kleinkinderen
blad bladeren, kalf kalveren, lam lammeren, lied liederen, volkslied volksliederen
rund runderen, volk volkeren, goed goederen, rad raderen, mogelijkheid mogelijkheden
overheid overheden, museum musea, centrum centra, stadium stadia, criterium criteria
gymnasium gymnasia, jubileum jubilea, politicus politici, historicus historici, medicus medici
catalogus catalogi, crisis crises, matrix matrices, brandweerman brandweerlieden
zondag zondagen, oorlog oorlogen, hertog hertogen, verdrag verdragen, bedrag bedragen
gebed gebeden, bevel bevelen, sportveld sportvelden
"""

DIMINUTIVES = """
huis huisje, boek boekje, kat katje, dag dagje, man mannetje, bal balletje, bom bommetje
kar karretje, boom boompje, film filmpje, arm armpje, bezem bezempje, probleem probleempje
lamp lampje, stem stemmetje, klomp klompje, koning koninkje, woning woninkje, ding dingetje
ring ringetje, deur deurtje, vuur vuurtje, dier diertje, kamer kamertje, lepel lepeltje
schoen schoentje, maan maantje, kaart kaartje, taart taartje, staart staartje, buurt buurtje
soort soortje, hart hartje, punt puntje, plant plantje, krant krantje, tent tentje
student studentje, boot bootje, straat straatje, auto autootje, foto fotootje, oma omaatje
paraplu parapluutje, idee ideetje, ui uitje, trui truitje, ei eitje, koe koetje
partij partijtje, rij rijtje, tapijt tapijtje, vrouw vrouwtje, sigaret sigaretje, glas glaasje
gat gaatje, blad blaadje, schip scheepje, jongen jongetje, bedrijf bedrijfje, wagen wagentje
haven haventje, tuin tuintje, kantoor kantoortje, paar paartje, spuit spuitje, schat schatje
brief briefjes, huis huisjes, man mannetjes, boom boompjes, verhaal verhaaltje
"""

ADJECTIVES = """
groot grote, klein kleine, nieuw nieuwe, oud oude, lief lieve, vies vieze, boos boze, dik dikke
laag lage, mooi mooie, blauw blauwe, ruw ruwe, buitenlands buitenlandse, europees europese
politiek politieke, gemeentelijk gemeentelijke, waardeloos waardeloze, zacht zachte, dood dode
rood rode, wit witte, veilig veilige, speciaal speciale, officieel officiele
nederlands nederlandse, amerikaans amerikaanse
"""

ACCENTS_AND_APOSTROPHES = """
idee ideeën, idee ideeen, zee zeeën, industrie industrieën, industrie industrieen, knie knieën
bacterie bacteriën, bacterie bacterien, provincie provinciën, kolonie koloniën, café cafés
cafe cafés, café cafe, beïnvloeding beinvloeding, foto foto's, foto foto’s
programma programma's, baby baby's, a4 a4'tje, cd cd'tje, sms sms'je, rutte rutte's, taxi taxi's
menu menu's, piano piano's, pda pda's, reünie reunies, financiële financiele
officiële officieel, één een
"""


def pairs(table):
    lines = table.strip().splitlines()
    return [tuple(pair.split()) for line in lines for pair in line.split(",")]


@pytest.mark.parametrize(("word", "form"), pairs(REGULAR_PLURALS))
def test_a_regular_plural_shares_the_key(word, form):
    assert inflection_key(form) == inflection_key(word)


@pytest.mark.parametrize(("word", "form"), pairs(IRREGULAR_PLURALS))
def test_an_irregular_plural_shares_the_key(word, form):
    assert inflection_key(form) == inflection_key(word)


@pytest.mark.parametrize(("word", "form"), pairs(DIMINUTIVES))
def test_a_diminutive_shares_the_key(word, form):
    assert inflection_key(form) == inflection_key(word)


@pytest.mark.parametrize(("word", "form"), pairs(ADJECTIVES))
def test_an_inflected_adjective_shares_the_key(word, form):
    assert inflection_key(form) == inflection_key(word)


@pytest.mark.parametrize(("word", "form"), pairs(ACCENTS_AND_APOSTROPHES))
def test_accents_and_apostrophes_do_not_matter(word, form):
    assert inflection_key(form) == inflection_key(word)


@pytest.mark.parametrize(
    ("word", "other"),
    pairs("""
nieuw nieuws, nieuwe nieuws, bom bomen, man manen, kok kogel, koon koning, wal wals, mar mars
kan kans, wen wens, men mens, gran gras, vis visie, gla glas, mol molen, jong jongen, kus kussen
bek bekken, prins prinses, zanger zangeres, paar paars, reek reeks, pol pols, pul puls
spon spons, hal hals, koer koers, beur beurs, lid leed, stad steeds, kamer kam, tes test
bot boot, pot poot, rat raad, man maan, ram raam, lat laat, kas kaas, bos boos, ros roos
wet weet, bel beel, vel veel, stel steel, week wiek, zak zaak, tak taak, dak taak, bal baal
kom koom, pen peen, prijs prijk, huis hui, muis mui, gids gid, fonds fond, ananas anana
adres ader, succes suc
"""),
)
def test_words_that_only_look_alike_stay_apart(word, other):
    assert inflection_key(word) != inflection_key(other)


@pytest.mark.parametrize(
    "word",
    [
        "verkiezing",
        "huis",
        "boom",
        "minister",
        "gemeente",
        "kantoor",
        "zondag",
        "president",
        "museum",
        "bedrijf",
        "mens",
        "kat",
    ],
)
def test_the_key_of_a_key_is_the_key(word):
    key = inflection_key(word)
    assert inflection_key(key) == key


@pytest.mark.parametrize(
    ("word", "other"),
    pairs("""
hitte hit, aarde aard, hoede hoed, buiten buit, mode mood, bode bod, linde lind, bekennen beek
reden reed, aards aard, brugge brug, rutte rut, coupé coup
"""),
)
def test_an_ending_that_is_part_of_the_word_stays(word, other):
    assert inflection_key(word) != inflection_key(other)


@pytest.mark.parametrize(
    ("word", "form"),
    pairs("""
bode boden, zonde zonden, ziekte ziektes, hoed hoeden, roos rozen, kast kasten, wind winden
examen examens, mechanisme mechanismes, café cafe, café cafés, coupé coupe, co2 co₂, m2 m²
bende bendes, weide weiden
"""),
)
def test_a_noun_in_e_shares_the_key_of_its_plural(word, form):
    assert inflection_key(form) == inflection_key(word)


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("inkomen", "inkomens"),
        ("voornemen", "voornemens"),
        ("onderkomen", "onderkomens"),
        ("issue", "issues"),
        ("league", "leagues"),
        ("avenue", "avenues"),
        ("acre", "acres"),
        ("crash", "crashes"),
        ("plafond", "plafonds"),
        ("examen", "examens"),
        ("proefexamen", "proefexamens"),
        ("prijsplafond", "prijsplafonds"),
        ("quotum", "quota"),
        ("einddatum", "einddata"),
        ("laboratorium", "laboratoria"),
        ("spectrum", "spectra"),
        ("millennium", "millennia"),
    ],
)
def test_a_plural_of_a_verb_s_noun_or_a_loan_shares_the_key(word, plural):
    assert inflection_key(plural) == inflection_key(word)


@pytest.mark.parametrize("word", ["haven't", "don't"])
def test_an_english_not_is_no_ending(word):
    assert inflection_key(word) == word.replace("'", "")


@pytest.mark.parametrize("word", ["medemens", "pensioenfonds", "blues", "taalles", "media"])
def test_a_word_that_only_looks_like_such_a_plural_stays(word):
    assert inflection_key(word) == word
