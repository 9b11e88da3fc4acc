import { expect, test } from "vitest";
import { lackOf, readdressed, toolchains } from "../../../src/verify/toolchains.ts";

test.each([
  ["get('https://api.example.com/v1/x')", "get('http://m/v1/x')"],
  ['"https://api.example.com/v1"', '"http://m/v1"'],
  ["https://api.example.com/v10", "https://api.example.com/v10"],
  ["see https://api.example.com/v1 and https://api.example.com/v1?q", "see http://m/v1 and http://m/v1?q"],
])("%s", (text, want) => {
  expect(readdressed(text, "https://api.example.com/v1", "http://m/v1")).toBe(want);
});

test.each([
  ["ruby", "main.rb:1:in `require': cannot load such file -- openai (LoadError)", "openai"],
  [
    "go",
    "main.go:3:8: no required module provides package github.com/a/b: go.mod not found",
    "github.com/a/b",
  ],
  ["java", "Main.java:1: error: package com.openai.client does not exist", "com.openai.client"],
  ["rust", "error[E0432]: unresolved import `reqwest`", "reqwest"],
  [
    "php",
    "PHP Fatal error:  Uncaught Error: Failed opening required 'vendor/autoload.php'",
    "vendor/autoload.php",
  ],
  ["csharp", "lacks .NET 10", ".NET 10"],
  ["java", "Main.java:3: error: ';' expected", undefined],
])("%s: %s", (language, printed, want) => {
  const toolchain = toolchains.get(language);
  expect(toolchain && lackOf(toolchain, printed)).toBe(want);
});
