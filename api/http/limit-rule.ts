/** How often one caller may call. */
export interface LimitRule {
  /** Routes that share a name share the count. */
  name: string;
  points: number;
  perSeconds: number;
  /** Whom to count: the client's address, or who is signed in (whoever is not, by address). */
  by: 'address' | 'user';
}
