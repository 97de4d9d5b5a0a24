/** Where training rows come from and on what terms; part of a manifest. */
export interface Provenance {
  readonly licence: string;
  readonly from: string;
}

const DEEPURL: Provenance = {
  licence: 'CC BY-NC 4.0',
  from: 'DeepURLBench (Schvartzman et al., arXiv 2501.00356), cleaned, split by site',
};

/** The sets that the models of this repository were trained on. */
const KNOWN: Readonly<Record<string, Provenance>> = {
  'deepurl/train': DEEPURL,
  'deepurl/extra_legit': DEEPURL,
  'phishmix/train': {
    licence: 'mixed: CC0, MIT, CC BY 4.0, PhishTank terms, none stated',
    from: 'PhishTank 2018–2021, JPCERT/CC, ESDAUNG, Kagi Small Web, ruanyf/weekly, Hacker News, This Week in Rust, web-languages, MISP lists, ISCX 2016, free-programming-books',
  },
  'phishmix/extra_openphish_2024-10_2025-06': {
    licence: 'non-commercial use only',
    from: 'OpenPhish public feed, October 2024 to June 2025',
  },
};

/** What is known of a set by its name. */
export function provenanceOf(name: string): Provenance {
  return KNOWN[name] ?? { licence: 'not stated', from: 'own data' };
}
