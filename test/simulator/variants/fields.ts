// The cases of a route's own fields: those of its body, and those of its query.

import { ask, type Case, type Scene, wellOf } from "./case.ts";
import { short, variantsOf } from "./mutate.ts";
import { badParameter, type Fields, judge, type Refused, type Rule } from "./rules.ts";

export function bodyCases(scene: Scene): Case[] {
  const body = scene.taken.body?.(scene.there);
  if (!body) return [];
  return variantsOf(body.rule, body.good).map(({ name, value }) => ({
    name: `body ${name}`,
    asked: ask(scene, { body: JSON.stringify(value) }),
    expected: judgeBody(body.rule, value) ?? wellOf(scene),
  }));
}

function judgeBody(rule: Rule, value: unknown): Refused | undefined {
  return value === null ? { status: 400, code: "WKS.0001" } : judge({ ...rule, must: true }, value);
}

/** Pairs of names and values as they stand in the address. */
type Query = readonly (readonly [string, string])[];

export function queryCases(scene: Scene): Case[] {
  const { query } = scene.taken;
  if (!query) return [];
  const good: Query = Object.entries(query.good);
  const changed = Object.entries(query.rule).flatMap(([name, rule]) =>
    textsFor(rule).map((texts) => ({ texts, name, others: good.filter(([other]) => other !== name) })),
  );
  const cases = changed.map(({ texts, name, others }) => ({
    name: `query ${name}=${short(texts)}`,
    pairs: [...others, ...texts.map((text) => [name, text] as const)],
  }));
  return [{ name: "query as it is", pairs: good }, ...cases].map(({ name, pairs }) => ({
    name,
    asked: ask(scene, { query: pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&") }),
    expected: judgeQuery(query.rule, pairs) ?? wellOf(scene),
  }));
}

const anyTexts = [
  "",
  " ",
  "0",
  "1",
  "-1",
  "1.5",
  "1e1",
  "0x10",
  "+5",
  "true",
  "TRUE",
  "no",
  "null",
  "NaN",
  "%",
  "😀",
  "a,b",
  ",",
];

/** What one name may be set to: nothing, one text, or several. */
function textsFor(rule: Rule): string[][] {
  return [
    [],
    ...[...anyTexts, ...edgesOf(rule)].map((text) => [text]),
    ["1", "2"],
    ["true", "true"],
    Array(100).fill("x"),
    Array(101).fill("x"),
  ];
}

function edgesOf(rule: Rule): string[] {
  if (rule.is === "whole") return [rule.min - 1, rule.min, rule.max, rule.max + 1, 2 ** 53].map(String);
  if (rule.is === "word") return [...rule.words, "OTHER"];
  const most = rule.is === "text" && rule.max < Number.POSITIVE_INFINITY ? rule.max : 255;
  return ["a".repeat(most), "a".repeat(most + 1), Array(100).fill("x").join(), Array(101).fill("x").join()];
}

function judgeQuery(rule: Fields, pairs: Query): Refused | undefined {
  return Object.entries(rule)
    .map(([name, one]) =>
      judgeTexts(
        one,
        name,
        pairs.filter(([key]) => key === name).map(([, text]) => text),
      ),
    )
    .find((refused) => refused !== undefined);
}

/** An empty text is as if the name were not there. Only a list may come more than once. */
function judgeTexts(rule: Rule, name: string, texts: readonly string[]): Refused | undefined {
  if (rule.is === "list") return judge(rule, texts.flatMap((text) => text.split(",")).filter(Boolean), name);
  if (texts.length > 1) return { ...badParameter, place: name };
  const [text = ""] = texts;
  return judge(rule, text === "" ? undefined : meantBy(rule, text), name);
}

/** Numbers are digits with or without a sign, and yes and no are true and false in any case. */
function meantBy(rule: Rule, text: string): unknown {
  if (rule.is === "whole") return /^[-+]?[0-9]+$/.test(text) ? Number(text) : text;
  if (rule.is === "flag") return { true: true, false: false }[text.toLowerCase()] ?? text;
  return text;
}
