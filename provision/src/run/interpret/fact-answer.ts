/** What came of a question: the family's value, or why there is none. A failure counts only for the task that asked. */
export type FactAnswer =
  { readonly kind: 'known'; readonly value: unknown } | { readonly kind: 'failed'; readonly message: string };
