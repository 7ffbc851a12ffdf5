using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.Rules;

namespace Guotu.ComplianceReview.Engine;

/// <summary>Evaluates the rules of a matter over parcels and pinned layers. It writes nothing.</summary>
public sealed class ReviewEngine(LayerReader layers)
{
    public async Task<Verdict> EvaluateAsync(Evaluation evaluation, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var read = await layers.ReadAsync(evaluation, ct);
        List<VerdictCheck> checks = read.PositionCheck is { } position ? [position] : [];
        foreach (var parcel in evaluation.Parcels.Parcels)
        {
            foreach (var rule in evaluation.Rules.Rules)
            {
                ct.ThrowIfCancellationRequested();
                checks.AddRange(Evaluate(rule, parcel, read, evaluation, ct).Select(c => Exempt(c, rule, evaluation)));
            }
        }

        return new Verdict
        {
            Matter = evaluation.Rules.Matter,
            RuleVersion = evaluation.Rules.Version,
            RuleDigest = evaluation.Rules.Digest,
            Engine = evaluation.Engine.Name,
            Epsg = evaluation.Parcels.Epsg,
            EvaluatedOn = evaluation.EvaluatedOn,
            PapersAt = evaluation.PapersAt,
            Input = evaluation.Input,
            Parcels = evaluation.Parcels.Parcels,
            Revisions = read.Revisions,
            Checks = checks,
        };
    }

    private static IEnumerable<VerdictCheck> Evaluate(
        ReviewRule rule, VerdictParcel parcel, LayersRead read, Evaluation evaluation, CancellationToken ct)
    {
        if (rule.Kind == RuleKind.Attested)
        {
            var paper = evaluation.Attestations.LastOrDefault(a => a.Rule == rule.Code);
            return [RuleMustBeAttested.Evaluate(rule, parcel, paper, evaluation.EvaluatedOn)];
        }

        return rule.Layers.SelectMany(layer =>
        {
            var finding = read.Of(layer, rule, parcel, ct);
            VerdictCheck[] checks = rule.Kind switch
            {
                RuleKind.ParcelInsideCounty => [ParcelMustLieInsideCounty.Evaluate(rule, parcel, finding)],
                RuleKind.LandClasses => [LandUseMustCoverParcel.Evaluate(rule, parcel, finding)],
                RuleKind.MustNotOverlap => [ParcelMustNotOverlap.Evaluate(rule, parcel, finding)],
                RuleKind.MustLieInside => [ParcelMustLieInside.Evaluate(rule, parcel, finding), .. Guarded(rule, parcel, finding, plan => read.Of(plan, rule, parcel, ct))],
                _ => throw new InvalidOperationException($"Rule kind {rule.Kind} is not computed"),
            };
            return checks;
        });
    }

    private static IEnumerable<VerdictCheck> Guarded(
        ReviewRule rule, VerdictParcel parcel, LayerFinding finding, Func<string, LayerFinding> planOf) =>
        rule.Guarded is { } zones && finding is LayerFinding.Read met && ParcelInGuardedZoneMustBePlanned.Meets(zones, met)
            ? [ParcelInGuardedZoneMustBePlanned.Evaluate(rule, parcel, met, planOf(zones.Plan))]
            : [];

    /// <summary>A conflict stays a conflict; the exemption only says on what paper it may be issued all the same.</summary>
    private static VerdictCheck Exempt(VerdictCheck check, ReviewRule rule, Evaluation evaluation)
    {
        if (check.Status != CheckStatus.Conflict || rule.Exemption is null)
        {
            return check;
        }

        return evaluation.Exemptions.LastOrDefault(e => e.Rule == rule.Code) is { } paper ? check with { Exemption = paper.Used } : check;
    }
}
