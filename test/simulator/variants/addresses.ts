// The cases of a route's address: ids that are odd, too long or unreadable, and paths that are nearly right.

import { ask, type Case, pathOf, placesOf, type Scene, wellOf } from "./case.ts";
import { badParameter, badRequest, notPublished, notThere, type Refused } from "./rules.ts";

const odd = [
  ["unknown", "unknown"],
  ["null", "null"],
  ["zero", "0"],
  ["negative", "-1"],
  ["dots", ".."],
  ["encoded dots", "%2e%2e"],
  ["a slash", "a%2Fb"],
  ["a space", "a%20b"],
  ["a plus", "a+b"],
  ["NUL", "%00"],
  ["a new line", "a%0d%0ab"],
  ["umlaut", "%C3%BC"],
  ["Chinese", "%E6%A1%8C%E9%9D%A2"],
  ["emoji", "%F0%9F%98%80"],
  ["quotes", "'%22%60"],
  ["markup", "%3Cscript%3E"],
  ["SQL", "1'%20OR%20'1'='1"],
  ["a semicolon", "a;b=c"],
  ["a question mark", "a%3Fb"],
  ["a hash", "a%23b"],
  ["a percent sign", "100%25"],
  ["__proto__", "__proto__"],
  ["constructor", "constructor"],
  ["the longest", "x".repeat(255)],
] as const;

const tooLong = [256, 1000, 10_000].map((length) => [`${length} characters`, "x".repeat(length)] as const);
const unreadable = ["%", "%zz", "%E0%A4%A", "%C3%28"].map((id) => [id, id] as const);

export function idCases(scene: Scene): Case[] {
  return placesOf(scene.route).flatMap((place) => {
    const withId = ([name, id]: readonly [string, string], expected: Case["expected"]) => ({
      name: `${place}: ${name}`,
      asked: ask(scene, { path: pathOf(scene, { [place]: id }) }),
      expected,
    });
    return [
      ...odd.map((one) => withId(one, unknownId(scene, place))),
      ...tooLong.map((one) => withId(one, place === "projectId" ? unknownId(scene, place) : tooLongId(place))),
      ...unreadable.map((one) => withId(one, badRequest)),
    ];
  });
}

function unknownId(scene: Scene, place: string): Case["expected"] {
  if (place === "projectId") return { status: 404, code: "WKS.00170312" };
  return scene.route.success.length === 0 ? wellOf(scene) : notThere;
}

/** Ids have 255 characters at most. */
function tooLongId(place: string): Refused {
  return { ...badParameter, place: place.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) };
}

export function addressCases(scene: Scene): Case[] {
  const path = pathOf(scene);
  const at = (name: string, other: string, expected: Case["expected"]) => ({
    name: `address: ${name}`,
    asked: ask(scene, { path: other }),
    expected,
  });
  return [
    at("a slash at the end", `${path}/`, wellOf(scene)),
    at("two slashes at the end", `${path}//`, notPublished),
    at("two slashes at the beginning", `/${path}`, notPublished),
    at("two slashes inside", path.replace(/^\/[^/]+/, "$&/"), notPublished),
    at("more behind", `${path}/a/b/c/d`, notPublished),
    at("another version", path.replace(/^\/[^/]+/, "/v9"), notPublished),
    at(
      "upper case",
      path.replace(/^\/[^/]+/, (word) => word.toUpperCase()),
      isLower(path) ? notPublished : wellOf(scene),
    ),
    at("something in front", `/api${path}`, notPublished),
    at("a percent sign behind", `${path}/%`, badRequest),
    at("half a character behind", `${path}/%E6%A1`, badRequest),
  ];
}

const isLower = (path: string) => /^\/[^/]*[a-z]/.test(path);
