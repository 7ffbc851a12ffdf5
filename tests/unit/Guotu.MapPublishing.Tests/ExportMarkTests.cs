using Guotu.Hosting.Exports;
using Guotu.Kernel.Labels;
using Guotu.MapPublishing.Maps;
using Guotu.Testing;

namespace Guotu.MapPublishing.Tests;

/// <summary>What a print and a picture of the service carry of who took them (图件的导出标记).</summary>
public sealed class ExportMarkTests
{
    [Fact]
    public async Task A_print_carries_person_number_and_the_join_of_the_labels_of_what_it_shows()
    {
        Assert.SkipUnless(PdfReader.IsInstalled, "poppler-utils absent");
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(10);

        var text = PdfReader.Text(await Prints.DrawAsync(bench, Prints.Body)).ReplaceLineEndings(string.Empty);

        var asked = Assert.Single(bench.Exports.Asked);
        Assert.Equal((ExportClass.Print, "4711"), (asked.Class, asked.ObjectId));
        Assert.Contains(LabelScheme.Shipped.NameOf(asked.Label), text, StringComparison.Ordinal);
        Assert.Contains("出图:李建国", text, StringComparison.Ordinal);
        Assert.Contains(ExportNumber.Of(4711), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_of_the_service_have_one_number_a_person_and_hour_and_none_where_the_county_wants_none()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        var marks = new PictureMarks(bench.Exports, bench.Clock);
        var officer = PublishingBench.Holder("officer");

        Assert.Empty((await marks.WordsAsync(officer, SecurityLabel.Lowest, PublishingBench.Never)).Value);
        Assert.Empty(bench.Exports.Asked);

        bench.Exports.MarksPictures = true;
        var words = (await marks.WordsAsync(officer, SecurityLabel.Lowest, PublishingBench.Never)).Value;
        Assert.Contains("李建国 lijg", words, StringComparison.Ordinal);
        await marks.WordsAsync(officer, SecurityLabel.Lowest, PublishingBench.Never);
        Assert.Single(bench.Exports.Asked);
        await marks.WordsAsync(officer with { UserId = 8 }, SecurityLabel.Lowest, PublishingBench.Never);
        Assert.Equal(2, bench.Exports.Asked.Count);
    }

    [Fact]
    public void A_number_is_read_from_a_photograph_without_doubt_and_never_given_twice()
    {
        var numbers = Enumerable.Range(0, 5_000).Select(i => ExportNumber.Of((1L << 40) + (i * 977L))).Append(ExportNumber.Of(0)).Append(ExportNumber.Of(long.MaxValue)).ToList();

        Assert.Equal(numbers.Count, numbers.Distinct(StringComparer.Ordinal).Count());
        Assert.All(numbers, n => Assert.Matches("^DC[0-9A-HJKMNP-TV-Z]{13}$", n));
    }

    [Fact]
    public void The_name_of_an_original_takes_the_number_before_its_first_extension()
    {
        var mark = new ExportMark { Number = "DC1", Account = "a", Name = "甲", Organisation = "乙", At = default, Label = SecurityLabel.Lowest, Shown = false };

        Assert.Equal(("audit-7-DC1.jsonl.gz", "form-DC1"), (mark.NameOf("audit-7.jsonl.gz"), mark.NameOf("form")));
    }
}
