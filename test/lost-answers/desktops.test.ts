import { desktopDiskPosts } from "./posts-desktop-disks.ts";
import { peoplePosts } from "./posts-people.ts";
import { lostAnswerSuite } from "./suite.ts";

lostAnswerSuite("test/lost-answers/desktops.test.ts", [...peoplePosts, ...desktopDiskPosts], ["cannot be told"]);
