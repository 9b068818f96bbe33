"""Lives through the year and writes docs/a-year.md; with `--check` only says whether it tells the truth."""

import sys

from tests.a_year.page import PAGE, the_page
from tests.a_year.years import the_year


def main(arguments: list[str]) -> int:
    page = the_page(the_year())
    if "--check" in arguments:
        same = PAGE.exists() and PAGE.read_text("utf-8") == page
        print(
            "docs/a-year.md tells the truth"
            if same
            else "docs/a-year.md is of another year: python -m tests.a_year"
        )
        return 0 if same else 1
    PAGE.write_text(page, "utf-8")
    print(f"docs/a-year.md: {len(page.splitlines())} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
