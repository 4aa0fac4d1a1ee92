/** People are told once of what a killed run has announced: again only where nothing tells that they were. */
import { isChange } from "./mortal.ts";
import { toldPaths, twoSteps, unrecordedPaths } from "./notify-paths.ts";
import { deathOf, type Point } from "./points.ts";
import { chosen, crashSuite, fewAtShortSize } from "./suite.ts";

const isKill = (point: Point): boolean => deathOf(point) !== undefined;
/** When the grace time has been over for ten minutes a message counts no more (docs/notify.md). */
const isTooLate = ({ operation, pause }: Point): boolean => pause > 0 && !operation.startsWith("Send");

const kills = (points: readonly Point[]) => chosen(points).filter((point) => isKill(point) && !isTooLate(point));
const killsAndChanges = (points: readonly Point[]) =>
  chosen(points).filter((point) => (isKill(point) || isChange(point.operation)) && !isTooLate(point));

/** At the short size one on which a disk goes and one on which a desktop goes. */
const rest = /another|retired|scale down|of a desktop|a disk of the pool goes/;

crashSuite(fewAtShortSize([...toldPaths, ...twoSteps], rest), { choose: killsAndChanges });
crashSuite(fewAtShortSize(unrecordedPaths, rest), { choose: kills });
