/** What a test has and a page has not: scripts of the page give themselves away by it. */
declare var module: { exports: unknown } | undefined;
