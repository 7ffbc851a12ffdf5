using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Guotu.Kernel.Results;
using Guotu.Rendering.Output;
using Guotu.Rendering.Tests.Samples;

namespace Guotu.Rendering.Tests;

public sealed class PrintableCharacterTests
{
    [Fact]
    public void A_character_that_no_font_has_refuses_the_document_and_is_named_with_its_code_point_and_place()
    {
        var error = Refused("建设单位:张\U0010FF42药业");

        Assert.Equal(RenderingErrors.MissingGlyph, error.Code);
        Assert.Equal("\U0010FF42", error.Arguments["character"]);
        Assert.Equal("U+10FF42", error.Arguments["codePoint"]);
        Assert.Equal("7", error.Arguments["position"]);
        Assert.Contains("U+10FF42", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_count_rare_characters_once_although_they_are_two_UTF16_units()
    {
        var error = Refused("𠮷𠮷\U0010FF42");

        Assert.Equal("3", error.Arguments["position"]);
    }

    [Fact]
    public void Every_missing_character_is_named_in_one_refusal()
    {
        var error = Refused("\U0010FF41和\U0010FF42");

        Assert.Equal(["U+10FF41", "U+10FF42"], error.Others.Prepend(error).Select(e => e.Arguments["codePoint"]));
    }

    [Theory]
    [InlineData("镕堃玥龘")]
    [InlineData("𠮷田村")]
    [InlineData("㑇㛃䶮")]
    public void Rare_names_that_a_font_has_are_printed_and_read_back(string name)
    {
        var pdf = PdfWriter.Write(Composing.Compose(Composing.Text("申请人" + name)).Value, CancellationToken.None).Value;

        Assert.Contains("申请人" + name, Poppler.Text(pdf), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("张\u202E三", "U+202E", "2")]
    [InlineData("张三\u200B", "U+200B", "3")]
    [InlineData("\uFEFF张三", "U+FEFF", "1")]
    [InlineData("张\0三", "U+0000", "2")]
    [InlineData("张\uFFFD", "U+FFFD", "2")]
    public void A_character_that_shows_nothing_refuses_the_document(string text, string codePoint, string position)
    {
        var error = Refused(text);

        Assert.Equal(RenderingErrors.UnprintableCharacter, error.Code);
        Assert.Equal((codePoint, position), (error.Arguments["codePoint"], error.Arguments["position"]));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_refuses_the_document() =>
        Assert.Equal("U+D842", Refused("张" + (char)0xD842).Arguments["codePoint"]);

    [Fact]
    public void Any_text_at_all_is_either_printed_whole_or_refused()
    {
        var documents = Gen.ArrayOf(Gen.Choose(0, 0x2FFFF)).Select(points => string.Concat(points.Select(Encode)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(documents.ToArbitrary(), text =>
        {
            var result = Composing.Compose(Composing.Text(text));
            return result.IsSuccess
                ? string.Concat(result.Value.Pages.Select(p => p.TextOf())).Length <= text.Length
                : result.Error!.Code == RenderingErrors.MissingGlyph || result.Error.Code == RenderingErrors.UnprintableCharacter;
        }));
    }

    [Fact]
    public void Hostile_strings_in_a_project_name_never_get_past_as_boxes()
    {
        var folder = Guotu.Testing.TestData.Path("malformed/payloads");
        var texts = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(f => File.ReadLines(f, Encoding.UTF8)).Where(l => l.Length is > 0 and < 400).Distinct(StringComparer.Ordinal).Take(400);
        foreach (var text in texts)
        {
            var result = Composing.Compose(Composing.Text(text));
            if (result.IsSuccess)
                Assert.All(result.Value.Pages.SelectMany(p => p.Runs()).SelectMany(r => r.Glyphs), g => Assert.InRange(g.Index, 1u, 0xFFFFu));
            else
                Assert.NotEmpty(result.Error!.Text);
        }
    }

    [Fact]
    public void A_refused_certificate_gives_no_document_at_all()
    {
        var result = Composing.Composer.Compose(SampleInfo.Of("意见书"), SampleCertificate.Sections("城南\U0010FF42厂"), CancellationToken.None);

        Assert.Equal(RenderingErrors.MissingGlyph, result.Error!.Code);
        Assert.Throws<InvalidOperationException>(() => result.Value);
    }

    private static string Encode(int point) => point is >= 0xD800 and <= 0xDFFF ? ((char)point).ToString() : char.ConvertFromUtf32(point);

    private static Error Refused(string text)
    {
        var result = Composing.Compose(Composing.Text(text));
        Assert.False(result.IsSuccess);
        return result.Error!;
    }
}
