/**
 * Abbreviations that stand before a name or inside a sentence, in the languages with most audiobooks, in lower
 * case and without their last point. Those that may end a sentence as well (etc., Jr., Ltd.) are left out, for
 * a capital after them is the better sign, and so are those that are also a word of some language (on, ca).
 */
export const neverEndsSentence: ReadonlySet<string> = new Set(
  [
    'mr mrs ms mx dr prof st mt messrs mme mlle mgr rev hon capt cpt col gen lt sgt cpl maj adm',
    'gov pres supt fr vs cf viz approx',
    'hr frl dipl ing bzw evtl ggf inkl sog vgl bspw',
    'sig dott avv sra srta dra uds ud vd excmo',
    'dhr mevr drs пр см напр',
  ].flatMap((line) => line.split(' ')),
);

/** Those that announce a number when a digit follows, and may be words of their own otherwise. */
export const precedesNumber: ReadonlySet<string> = new Set(
  'no nos nr n núm num vol ch chap cap kap fig p pp pg art op bd s tab abb'.split(' '),
);

/** Languages that write an ordinal number with a point: “am 3. Oktober”. */
export const writesOrdinalPoint: ReadonlySet<string> = new Set(
  'de da no nb nn fi is cs sk sl hr sr bs pl hu et lv'.split(' '),
);
