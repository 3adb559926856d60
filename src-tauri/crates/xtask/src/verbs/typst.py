"""Compiles a Typst source a few times and prints the median: SOURCE FONTS."""

import sys
import time

import typst

source, fonts = sys.argv[1:3]
compiler = typst.Compiler(source, font_paths=[fonts], ignore_system_fonts=True)
costs = []
for _ in range(11):
    start = time.perf_counter()
    pdf = compiler.compile()
    costs.append((time.perf_counter() - start) * 1000)
costs.sort()
print(f"typst, the same words: first {costs[-1]:.0f} ms, median {costs[5]:.0f} ms, {len(pdf) // 1024} KB")
