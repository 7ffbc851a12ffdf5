using System.Text.Json;
using Guotu.Analysis.Jobs;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Analysis.ReadResult;

/// <summary>A run as its owner sees it.</summary>
/// <param name="Done">Of <paramref name="Total"/>, in the operator's units; 0 of 0 before it began.</param>
/// <param name="Trouble">Why it failed; null where it did not.</param>
/// <param name="Result">Once it is done.</param>
public sealed record AnalysisJobView(
    long Id,
    string Operator,
    string OperatorName,
    JobState State,
    int Done,
    int Total,
    Instant CreatedAt,
    Instant? EndedAt,
    Instant ExpiresAt,
    AnalysisTroubleView? Trouble,
    AnalysisResultView? Result);

/// <summary>Why a run failed.</summary>
public sealed record AnalysisTroubleView(string Code, string Text, string WayOut);

/// <summary>What a result is.</summary>
/// <param name="Rows">Count.</param>
/// <param name="HasFigures">Whether it can be drawn.</param>
/// <param name="Notes">Belong to the result wherever it is shown.</param>
/// <param name="Tally">Counts such as how many candidates each criterion took away.</param>
/// <param name="Sources">Layer revisions it rests on.</param>
public sealed record AnalysisResultView(
    string Name,
    int Rows,
    bool HasFigures,
    IReadOnlyList<AnalysisFieldView> Fields,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ResultTally> Tally,
    IReadOnlyList<AnalysisSourceView> Sources);

/// <summary>A column of the result.</summary>
public sealed record AnalysisFieldView(string Code, string Name, bool IsNumber);

/// <summary>A layer revision.</summary>
public sealed record AnalysisSourceView(string Layer, string Name, int Revision, DateOnly AsOf);

/// <summary>One page of a result.</summary>
public sealed record AnalysisPageView(IReadOnlyList<AnalysisRowView> Items, int Number, int Size, int Total);

/// <summary>One row; areas are null for rows without figure.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Values">In the order of the fields; empty where there is none.</param>
public sealed record AnalysisRowView(int Number, IReadOnlyList<string> Values, LegalArea? PlaneArea, LegalArea? EllipsoidalArea);

/// <summary>Figures of the first rows, for the map.</summary>
/// <param name="Complete">Whether these are all of the result.</param>
public sealed record AnalysisFiguresView(bool Complete, IReadOnlyList<AnalysisFigureView> Items);

/// <summary>The figure of one row.</summary>
public sealed record AnalysisFigureView(int Number, [property: GeoJson(GeoJsonKind.Geometry)] JsonElement Geometry);

internal static class JobViewing
{
    public static AnalysisJobView View(this JobRow job, IAnalysisOperators operators)
    {
        var head = job.State == JobState.Done ? JobText.Head(job) : null;
        return new AnalysisJobView(
            job.JobId,
            job.OperatorCode,
            operators.Find(job.OperatorCode)?.Definition.Name ?? job.OperatorCode,
            job.State,
            (int)Math.Min(job.DoneCount, int.MaxValue),
            (int)Math.Min(job.TotalCount, int.MaxValue),
            job.CreatedUtc,
            job.EndedUtc,
            job.ExpiresUtc,
            job.ErrorCode is { } code ? new AnalysisTroubleView(code, job.ErrorText ?? string.Empty, ErrorRegistry.Shared.Entry(new ErrorCode(code)).WayOut) : null,
            head is null ? null : new AnalysisResultView(
                head.Name,
                (int)job.RowTotal,
                operators.Find(job.OperatorCode)?.Definition.Output == OperatorOutput.Features,
                [.. head.Fields.Select(f => new AnalysisFieldView(f.Code, f.Name, f.Kind is OneMap.Contracts.LayerFieldKind.Whole or OneMap.Contracts.LayerFieldKind.Decimal))],
                head.Notes,
                head.Tally,
                [.. JobText.Sources(job).DistinctBy(s => (s.Layer, s.Revision)).Select(s => new AnalysisSourceView(s.Layer, s.Name, s.Revision, s.AsOf))]));
    }
}
