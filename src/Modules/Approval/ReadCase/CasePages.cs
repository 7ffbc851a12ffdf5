using System.Globalization;
using Guotu.Approval.Documents;
using Guotu.Approval.KeepClock;
using Guotu.Approval.ListMatters;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.Store;
using Guotu.Approval.UnmaskField;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.Approval.ReadCase;

/// <summary>Puts the page of a case together from its rows (办件页); nothing in it is computed twice.</summary>
public sealed class CasePages(
    IUnitsOfWork units, CaseFields fields, PersonalFields personal, ClockQuery clocks, CaseReviews reviews, IReviewViews views, CaseTasks tasks, ILayerCatalogue layers, MatterCatalogue matters, IClock clock)
{
    private const int MostReads = 5;

    /// <summary>
    /// The page of one state of the case: where a step moved the case between the reads, they are made again, so that nobody is shown a task
    /// beside the version of the state before it.
    /// </summary>
    public async Task<Result<CasePageView>> FindAsync(Caller caller, long caseId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        for (var read = 1; ; read++)
        {
            var parts = await ReadAsync(session, caller, caseId, ct);
            if (parts.Error is { } unknown)
            {
                return unknown;
            }

            var after = await CaseStore.FindAsync(session, caseId, ct);
            if (after.Error is { } gone)
            {
                return gone;
            }

            if (after.Value.RowVersion == parts.Value.Row.RowVersion || read == MostReads)
            {
                return parts.Value.Page();
            }
        }
    }

    private async Task<Result<CaseParts>> ReadAsync(ISqlSession session, Caller caller, long caseId, CancellationToken ct)
    {
        var found = await CaseStore.FindAsync(session, caseId, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        var row = found.Value;
        var values = await fields.ReadAsync(session, caseId, ct);
        if (values.Error is { } unreadable)
        {
            return unreadable;
        }

        var review = await reviews.NewestAsync(row, ct);
        if (review.Error is { } noVerdict)
        {
            return noVerdict;
        }

        return await PartsAsync(session, caller, row, new CaseFound(values.Value, review.Value), ct);
    }

    private async Task<CaseParts> PartsAsync(ISqlSession session, Caller caller, CaseRow row, CaseFound found, CancellationToken ct)
    {
        var (caseId, review) = (row.CaseId, found.Review);
        return new CaseParts(row, matters.Of(row.MatterCode))
        {
            Shown = await personal.ForAsync(session, row, caller, found.Values, ct),
            Parcels = await ParcelStore.ReadAsync(session, caseId, ct),
            Materials = await MaterialStore.ReadAsync(session, caseId, ct),
            Documents = await CaseDocuments.OfCaseAsync(session, caseId, ct),
            Opinions = await OpinionStore.ReadAsync(session, caseId, ct),
            OpinionFiles = await OpinionStore.FilesAsync(session, caseId, ct),
            Certificate = await CertificateStore.OfCaseAsync(session, caseId, ct),
            ProjectCode = await Projects.CodeAsync(session, row.ProjectId, ct),
            Clock = await clocks.OfAsync(session, row, ct),
            Review = review,
            ReviewView = await views.OfAsync(review, ct),
            Task = await tasks.OfAsync(session, row, caller, review.Verdict, ct),
            Stale = await StaleAsync(review, ct),
        };
    }

    /// <summary>Layers that have a newer revision than the verdict used.</summary>
    private async Task<IReadOnlyList<StaleRevision>> StaleAsync(StoredReview review, CancellationToken ct)
    {
        var states = await layers.StatesAsync(clock.Now.LocalDate, ct);
        var now = states.Where(s => s.Current is not null).ToDictionary(s => s.Definition.Code, s => s.Current!.Number, StringComparer.Ordinal);
        return review.Verdict.Revisions
            .Where(r => now.TryGetValue(r.Layer, out var number) && number != r.Revision)
            .Select(r => new StaleRevision(r.Layer, r.Revision, now[r.Layer]))
            .ToList();
    }

    private sealed record CaseFound(IReadOnlyDictionary<string, string> Values, StoredReview Review);
}

/// <summary>Ids as text, as the API gives them.</summary>
internal static class IdText
{
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);
}
