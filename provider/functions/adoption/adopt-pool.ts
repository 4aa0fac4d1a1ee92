/** From the words of whoever asks to the program: find the pool, read it, write it down. */
import type { Pool } from "../../workspace/types.ts";
import type { AdoptProgramResult } from "../adoption-result.ts";
import { taken } from "../answers/arguments.ts";
import { type Asker, serviceFor, type Where } from "../answers/asker.ts";
import { findPool, findPoolByWord } from "../answers/find-pool.ts";
import { wantedOf } from "../answers/pools.ts";
import { adoptionOf } from "./adoption.ts";
import { type Language, languages, programText } from "./program.ts";

/** For a program: by id or by exact name. */
export async function adoptProgram(asker: Asker, args: unknown): Promise<AdoptProgramResult> {
  const { where, own } = taken(asker, args, { names: ["poolId", "name"], one: true, words: { language: languages } });
  const { service, until } = await serviceFor(asker, where);
  const pool = await findPool(service, wantedOf(own), until);
  return printed(pool, { place: service.place, where, language: languageOf(own.language) });
}

/** For a person: by what he types. */
export async function adoptByWord(
  asker: Asker,
  { word, where, language }: { readonly word: string; readonly where: Where; readonly language: Language },
): Promise<AdoptProgramResult> {
  const { service, until } = await serviceFor(asker, where);
  const pool = await findPoolByWord(service, word, until);
  return printed(pool, { place: service.place, where, language });
}

const languageOf = (word: string | undefined): Language =>
  languages.find((language) => language === word) ?? "typescript";

interface Wish {
  readonly place: { readonly region: string; readonly projectId: string };
  /** What was given by hand stands in the program too: without it, the program would look elsewhere. */
  readonly where: Where;
  readonly language: Language;
}

function printed(pool: Pool, { place: { region, projectId }, where, language }: Wish): AdoptProgramResult {
  const adoption = adoptionOf(pool, where);
  const { pool: declared, disks, remarks } = adoption;
  return {
    poolId: pool.id,
    name: pool.name,
    place: { region, projectId },
    language,
    program: programText(adoption, language),
    resources: [
      { type: "DesktopPool", name: declared.name, args: { ...declared.args } },
      ...(disks === undefined ? [] : [{ type: "PoolVolumeSet", name: disks.name, args: { ...disks.args } } as const]),
    ],
    remarks: [...remarks],
  };
}
