using System.Globalization;
using Guotu.Approval.Documents;
using Guotu.Approval.KeepClock;
using Guotu.Approval.ListMatters;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.Approval.ReadCase;

/// <summary>Puts the page of a case together from its rows (办件页); nothing in it is computed twice.</summary>
public sealed class CasePages(
    IUnitsOfWork units, CaseFields fields, ClockQuery clocks, CaseReviews reviews, IReviewViews views, CaseTasks tasks, ILayerCatalogue layers, MatterCatalogue matters, IClock clock)
{
    public async Task<Result<CasePageView>> FindAsync(Caller caller, long caseId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
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

        var view = await views.OfAsync(review.Value, ct);
        var parts = new CaseParts(row, matters.Of(row.MatterCode))
        {
            Values = values.Value,
            Parcels = await ParcelStore.ReadAsync(session, caseId, ct),
            Materials = await MaterialStore.ReadAsync(session, caseId, ct),
            Documents = await CaseDocuments.OfCaseAsync(session, caseId, ct),
            Opinions = await OpinionStore.ReadAsync(session, caseId, ct),
            OpinionFiles = await OpinionStore.FilesAsync(session, caseId, ct),
            Certificate = await CertificateStore.OfCaseAsync(session, caseId, ct),
            ProjectCode = await Projects.CodeAsync(session, row.ProjectId, ct),
            Clock = await clocks.OfAsync(session, row, ct),
            Review = review.Value,
            ReviewView = view,
            Task = await tasks.OfAsync(session, row, caller, review.Value.Verdict, ct),
            Stale = await StaleAsync(review.Value, ct),
        };
        return parts.Page();
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
}

/// <summary>Ids as text, as the API gives them.</summary>
internal static class IdText
{
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);
}
