"""The rivals, each as the shortest program that does the same part of the work."""

POLARS_MEANS = """
import sys, polars as pl
folder = sys.argv[1]
marks = pl.read_parquet(f"{folder}/marks.parquet")
types = pl.read_csv(f"{folder}/evaluators.csv")
weights = pl.DataFrame({"type": ["academic", "practitioner", "ministry", "auditor"], "weight": [0.4, 0.2, 0.25, 0.15]})
shares = pl.DataFrame({"component": ["baseline", "output", "outcome", "impact", "quick_win"], "share": [0.1, 0.2, 0.3, 0.2, 0.2]})
def mean(value, weight):
    return (pl.col(value) * pl.col(weight)).sum() / pl.col(weight).sum()
index = (
    marks.join(types, on="evaluator").join(weights, on="type")
    .group_by("city", "criterion", "type").agg(pl.col("mark").mean(), pl.col("weight").first())
    .filter(pl.col("mark").is_not_null())
    .group_by("city", "criterion").agg(mean("mark", "weight").alias("score"))
    .with_columns(pl.col("criterion").str.split(".").list.get(0).alias("component"))
    .group_by("city", "component").agg(pl.col("score").mean())
    .join(shares, on="component")
    .group_by("city").agg(mean("score", "share").alias("index"))
    .sort("index", descending=True)
)
index.write_csv(sys.argv[2])
"""

FASTEXCEL_READ = """
import sys, pathlib, fastexcel
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    book = fastexcel.read_excel(path)
    for name in book.sheet_names:
        book.load_sheet(name, header_row=None).to_arrow()
"""

CLICK = "import click"
