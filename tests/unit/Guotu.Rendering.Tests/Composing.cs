using Guotu.Kernel.Results;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Tests.Samples;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Tests;

/// <summary>Short ways to what the tests look at.</summary>
internal static class Composing
{
    internal static readonly DocumentComposer Composer = new(FontStack.Office);

    internal static readonly TextStyle Body = new(FontRole.FangSong, TypeSize.Three);

    internal static Result<PageDocument> Compose(params Block[] blocks) => Compose(PageSetup.Official, blocks);

    internal static Result<PageDocument> Compose(PageSetup setup, params Block[] blocks) =>
        Composer.Compose(SampleInfo.Of("测试"), setup, blocks, CancellationToken.None);

    internal static Block Text(string text, ParagraphStyle? style = null) =>
        new ParagraphBlock(new Paragraph([new TextSpan(text, Body)], style ?? new ParagraphStyle()));

    internal static PageDocument Certificate() =>
        Composer.Compose(SampleInfo.Of("建设项目用地预审与选址意见书"), SampleCertificate.Sections(), CancellationToken.None).Value;

    internal static PageDocument Report(int hits = 70) =>
        Composer.Compose(SampleInfo.Of("审查报告"), SampleReport.Setup, [.. SampleReport.Blocks(hits)], CancellationToken.None).Value;

    internal static IEnumerable<PageShape> AllShapes(this Page page) => page.Shapes.SelectMany(Flatten);

    internal static IEnumerable<GlyphRun> Runs(this Page page) => page.AllShapes().OfType<GlyphRun>().Where(r => !r.IsDecoration);

    internal static string TextOf(this Page page) => string.Concat(page.Runs().Select(r => r.Text));

    /// <summary>Lines as the baseline parts them, from top to bottom.</summary>
    internal static IReadOnlyList<string> LinesOf(this Page page) =>
        [.. page.Runs().GroupBy(r => Math.Round(r.Origin.Y, 3)).OrderBy(g => g.Key).Select(g => string.Concat(g.OrderBy(r => r.Origin.X).Select(r => r.Text)))];

    private static IEnumerable<PageShape> Flatten(PageShape shape) =>
        shape is ClipShape clip ? clip.Shapes.SelectMany(Flatten) : [shape];
}
