using System.Globalization;
using Guotu.Cli.Output;
using Guotu.Cli.Parsing;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.ReplayReview;
using Guotu.Kernel.Figures;
using Spectre.Console;

namespace Guotu.Cli.Reviewing;

/// <summary>The JSON and the tables of <c>review</c> and <c>review replay</c>; the field names are a contract.</summary>
internal static class ReviewAnswers
{
    public static Answer Of(ReviewView view, StoredReview stored)
    {
        var document = new ReviewDocument(
            view.Id!,
            view.Overall,
            view.Engine,
            view.RuleVersion,
            view.Parcels.Select(p => new ParsedParcel(p.FileNumber, p.Name, p.Parts, p.Holes, p.PlaneArea, p.EllipsoidalArea)).ToList(),
            view.Checks.Select(CheckOf).ToList(),
            view.Digest!,
            stored.Signature);
        var exit = view.Overall == Overall.Compliant ? ExitCode.Done : ExitCode.Found;
        return new Answer(exit, document, console => Show(console, view));
    }

    public static Answer Of(ReplayOutcome outcome)
    {
        var document = new ReplayDocument(
            outcome.Id.ToString(CultureInfo.InvariantCulture), outcome.Digest, outcome.Recomputed, outcome.Same, outcome.Differences);
        return new Answer(outcome.Same ? ExitCode.Done : ExitCode.Found, document, console => Show(console, outcome));
    }

    private static CheckDocument CheckOf(ReviewCheckView check) => new(
        check.Parcel,
        check.Rule,
        check.Layer,
        check.Revision,
        check.Status,
        check.PlaneArea,
        check.EllipsoidalArea,
        check.Share,
        check.Clause?.Title,
        check.Reason,
        check.Geometry);

    private static void Show(IAnsiConsole console, ReviewView view)
    {
        console.WriteLine($"结论 {view.Id}:{view.Headline}");
        var table = new Table().AddColumns("结论", "审查项", "图层", "压占 m²", "占比", "依据", "说明");
        foreach (var check in view.Checks)
        {
            var layer = check.Layer is null ? "人工认定" : $"{check.LayerName} v{check.Revision?.ToString(CultureInfo.InvariantCulture) ?? "?"}";
            var area = check.PlaneArea?.SquareMetres.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? "—";
            var share = check.Share?.ToString("0.00%", CultureInfo.InvariantCulture) ?? "—";
            string[] cells = [Word(check.Status), $"{check.Rule} {check.Name}", layer, area, share, check.Clause?.Text ?? "—", check.Reason ?? string.Empty];
            table.AddRow(cells.Select(Markup.Escape).ToArray());
        }

        console.Write(table);
        console.WriteLine($"规则 {view.RuleVersion} · {view.Revisions.Count} 个数据版本 · 摘要 {view.Digest}");
    }

    private static void Show(IAnsiConsole console, ReplayOutcome outcome)
    {
        console.WriteLine(outcome.Same ? $"复算一致:{outcome.Recomputed}" : $"复算不一致,{outcome.Differences.Count} 处:");
        foreach (var difference in outcome.Differences)
        {
            console.WriteLine($"  {difference.Path}:存档 {difference.Stored},复算 {difference.Recomputed}");
        }
    }

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Conflict => "✕ 冲突",
        CheckStatus.Undetermined => "? 无法判定",
        CheckStatus.Justify => "! 需论证",
        CheckStatus.Information => "提示",
        _ => "✓ 符合",
    };

    private sealed record ReviewDocument(
        string Id,
        Overall Verdict,
        string Engine,
        string RuleVersion,
        IReadOnlyList<ParsedParcel> Parcels,
        IReadOnlyList<CheckDocument> Checks,
        string Digest,
        string Signature);

    private sealed record CheckDocument(
        int Parcel,
        string Rule,
        string? Layer,
        int? Revision,
        CheckStatus Status,
        LegalArea? PlaneArea,
        LegalArea? EllipsoidalArea,
        double? Share,
        string? Clause,
        string? Reason,
        object? Geometry);

    private sealed record ReplayDocument(string Id, string Digest, string Recomputed, bool Same, IReadOnlyList<ReplayDifference> Differences);
}
