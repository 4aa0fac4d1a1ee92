/** Whose disk is whose once the plan is carried out. One disk has one key. */
import type { Declared, Question } from "./types.ts";

/**
 * An `id` counts only where it differs from the one recorded under the key: afterwards it is a remark. A key without a
 * disk always means it: an EMPTY disk is not what the program names.
 */
export function takesOver(key: string, declared: Declared, { claims }: Pick<Question, "claims">): boolean {
  const claimed = claims.volumeIds[key];
  if (declared.id === undefined || declared.id === claimed) return false;
  if (claimed !== undefined) return declared.id !== claims.recorded[key]?.id;
  // The disk that has gone to make room for another one is not asked for again.
  return declared.id !== claims.replacing[key]?.old;
}

/** The key that ends up with a disk. One that keeps it goes before one that asks for it; a key that takes another lets its own go. */
export function ownerOf(id: string, question: Pick<Question, "claims" | "desired">): string | undefined {
  const entries = Object.entries(question.desired);
  const keeper = entries.find(([key, d]) => question.claims.volumeIds[key] === id && !takesOver(key, d, question));
  const taker = entries.find(([key, d]) => d.id === id && takesOver(key, d, question));
  return (keeper ?? taker)?.[0];
}
