import { desktopPosts } from "./posts-desktops.ts";
import { poolDiskPosts } from "./posts-pool-disks.ts";
import { poolWorkPosts } from "./posts-pool-work.ts";
import { lostAnswerSuite } from "./suite.ts";

lostAnswerSuite(
  "test/lost-answers/pools.test.ts",
  [...poolDiskPosts, ...desktopPosts, ...poolWorkPosts],
  ["several disks in a call", "named desktops", "a rebuild with the image that it has"],
);
