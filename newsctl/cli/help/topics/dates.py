"""Every form of date that works."""

TEXT = """\
For `date:` in a query, for `--since` and `--until`, and, as far as it is a day or a moment, for
the date of a post. A form with spaces is quoted: `date:"september 2019"`, `--since 'vorige week'`.
Capitals do not count, and English words work as well.

## Periods

| is | written |
|---|---|
| that year | `2019` |
| that month | `2019-09`; `9-2019`; `september 2019`; `sept. 2019` |
| that week, Monday to Sunday | `2019-W36`; `2019w36`; `week 36 2019` |
| that quarter | `2019-Q3`; `2019q3`; `kwartaal 3 2019`; `3e kwartaal 2019` |
| the latest that has begun | `september`; `week 36`; `kwartaal 3`; `3e kwartaal`; `q3` |

## Days

| is | written |
|---|---|
| 5 September 2019 | `2019-09-05`; `20190905`; `2019/9/5`; `2019-W36-4`; `2019-248` |
| the day first | `5-9-2019`; `5.9.2019`; `15/9/2019`, where that is no month |
| in Dutch | `5 september 2019`; `5 sep 2019`; `do 5 sep 2019`; `donderdag 5 september 2019` |
| in English | `September 5, 2019`; `Thu, 5 Sep 2019`; `Thu Sep 5 03:07:07 2019` |
| the latest that has begun | `5 september` |

## Moments

| is | written |
|---|---|
| that minute | `2019-09-05 03:07`; `5-9-2019 3.07`; `5 september 2019 om 3:07 uur` |
| that second | `2019-09-05T03:07:07+02:00`; `20190905T010707Z`; `Thu, 05 Sep 2019 03:07:07 +0200` |
| with a zone | `2019-09-05 03:07 +02:00`; `5 sep 2019 03:07 CEST`; `2019-09-05 03:07 (UTC +02:00)` |
| seconds since 1970 | `1567645627` |

## Relative

| is | written |
|---|---|
| that day | `vandaag`; `gisteren`; `eergisteren`; `today`; `yesterday` |
| the latest, today included | `maandag`; `monday` |
| the latest before today | `afgelopen maandag`; `vorige maandag`; `last monday` |
| the whole of it | `deze week`; `deze maand`; `dit jaar`; `this week` |
| the one before it | `vorige week`; `vorig jaar`; `vorige maand`; `last week`; `previous month` |
| up to and with today | `afgelopen week`; `afgelopen 7 dagen`; `laatste 3 maanden`; `past week`; `last 7 days` |
| that one day | `3 maanden geleden`; `een week geleden`; `3 months ago` |

## Ranges

| is | written |
|---|---|
| September 2019 to all of 2020 | `2019-09..2020` |
| open to one side | `2019..`; `..2020` |
| with words | `3 maanden geleden..gisteren` |

Days begin and end in the time zone of the archive. A time that comes twice, as clocks are set back,
is both. What has no form of these is an error.

## Examples

    newsctl list date:2019-10
    newsctl list 'date:"september 2012"'
    newsctl list --since 2019-W36 --until '5 september 2020'
"""
