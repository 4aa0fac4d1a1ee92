// Makes many requests out of a good one, each with one thing changed.

import { type Fields, isThing, join, type Rule } from "./rules.ts";

export interface Variant {
  readonly name: string;
  readonly value: unknown;
}

const nothing = Symbol("left out");

/** The good value as it is, and every variant of every part of it. */
export function variantsOf(rule: Rule, good: unknown): Variant[] {
  const all = [{ name: "as it is", value: good }, ...changed(rule, good, "")];
  return [...new Map(all.map((variant) => [JSON.stringify(variant.value), variant])).values()];
}

function changed(rule: Rule, good: unknown, place: string): Variant[] {
  const own = [...ofAnyType, ...edges(rule, good)].map((value) => ({ name: `${place} = ${short(value)}`, value }));
  return [...own, ...inner(rule, good, place)];
}

const ofAnyType = [null, "", "text", "0", 0, -1, 1.5, 1e21, 2 ** 53, true, [], [null], [[]], {}, { a: 1 }];

/** Values just inside and just outside of what the rule allows. */
function edges(rule: Rule, good: unknown): unknown[] {
  switch (rule.is) {
    case "text":
      return [...lengths(rule).map((length) => "a".repeat(length)), ...oddTexts, `${good}`, ` ${good}`];
    case "whole":
      return [...limits(rule), rule.min + 0.5, `${rule.min}`];
    case "flag":
      return [false, "true", "false", 1];
    case "word":
      return [...rule.words, ...rule.words.flatMap((word) => [word.toLowerCase(), `${word} `, [word]]), "OTHER"];
    case "list":
      return lists(rule, good);
    case "thing":
      return [[good], isThing(good) ? { ...good, unknown_field: "x", __proto: 1 } : {}];
  }
}

const oddTexts = ["桌面-1", "a b", "a/b", "x".repeat(10_000)];

/** Where no limit is written down, none is tried. */
const limits = ({ min, max }: { readonly min: number; readonly max: number }) =>
  [min - 1, min, min + 1, max - 1, max, max + 1].filter(Number.isFinite);

const lengths = ({ min, max }: { readonly min: number; readonly max: number }) =>
  [1, 2, ...limits({ min, max })].filter((length) => length >= 0);

function lists(rule: Rule & { is: "list" }, good: unknown): unknown[] {
  const item = Array.isArray(good) ? good[0] : "text";
  return lengths(rule).map((length) => Array.from({ length }, () => item));
}

function inner(rule: Rule, good: unknown, place: string): Variant[] {
  if (rule.is === "list" && Array.isArray(good) && good.length > 0) {
    const items = changed(rule.of, good[0], join(place, "0"));
    return items.map(({ name, value }) => ({ name, value: [value, ...good.slice(1)] }));
  }
  return rule.is === "thing" && isThing(good) ? fieldsOf(rule.fields, good, place) : [];
}

function fieldsOf(fields: Fields, good: Record<string, unknown>, place: string): Variant[] {
  return Object.entries(fields).flatMap(([name, rule]) => {
    const at = join(place, name);
    const without = { name: `${at} left out`, value: nothing };
    return [without, ...changed(rule, good[name], at)].map(({ name: said, value }) => ({
      name: said,
      value: withField(good, name, value),
    }));
  });
}

function withField(thing: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const { [name]: _old, ...others } = thing;
  return value === nothing ? others : { ...others, [name]: value };
}

export function short(value: unknown): string {
  const said = JSON.stringify(value);
  return said.length > 60 ? `${said.slice(0, 50)}… (${said.length})` : said;
}
