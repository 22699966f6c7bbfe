// libgit2 1.5 with PCRE2 forgets its match data whenever a pattern does not match
// (git_regexp_match): some kilobytes for each revision that names nothing and each extension.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpcre2\n"; }
