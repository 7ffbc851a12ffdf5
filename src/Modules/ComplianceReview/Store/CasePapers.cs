using System.Text.Json;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.Database;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Store;

/// <summary>
/// Attestations and exemptions of a case, as they stood at an instant: a replay must not see later papers. Every paper of the case is proved before any is
/// used, whatever its date and rule, for a forged row may say any: one that does not prove refuses the review by name.
/// </summary>
public sealed class CasePapers(IUnitsOfWork units, RowWriter rows, ReviewStore reviews)
{
    private static readonly string AttestationsSql = $"SELECT {StoredAttestation.Table.ColumnList} FROM cr_attestation WHERE case_id = :p_case ORDER BY attestation_id";

    private static readonly string PositionsSql = $"SELECT {StoredPositionPaper.Table.ColumnList} FROM cr_position_paper WHERE case_id = :p_case ORDER BY attestation_id";

    private static readonly string ExemptionsSql = $"SELECT {StoredExemption.Table.ColumnList} FROM cr_exemption WHERE case_id = :p_case ORDER BY exemption_id";

    /// <param name="caseId">Null for a review by itself, which has no papers.</param>
    /// <param name="input">The coordinate file under review.</param>
    /// <param name="at">Papers given later are left out.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<PapersOnFile>> OfCaseAsync(long? caseId, VerdictInput input, Instant at, CancellationToken ct)
    {
        if (caseId is not { } id)
        {
            return new PapersOnFile([], [], null);
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var attestations = await AttestationsAsync(session, id, ct);
        var exemptions = await ProvedAsync<StoredExemption>(session, (StoredExemption.Table, ExemptionsSql), id, r => (r.ExemptionId, r.Values, r.RowMac), ct);
        if ((attestations.Error ?? exemptions.Error) is { } tampered)
        {
            return tampered;
        }

        var filed = await FiledAsync(session, id, at, ct);
        return new PapersOnFile(
            [.. attestations.Value.Where(a => a.GivenAt <= at)],
            [.. exemptions.Value.Where(e => e.CreatedUtc <= at).Select(e => new ExemptionOnFile(e.RuleCode, new ExemptionUsed(e.ExemptionId, e.DocumentDigest, e.BasisText, e.DocumentName)))],
            filed is { } present && PositionMustBeTrusted.ReadingOf(present.Input) == PositionMustBeTrusted.ReadingOf(input) ? present.At : null);
    }

    /// <summary>
    /// The coordinate file that the case had before an instant, and since when: every file that comes to a case, at the window or with a correction, is reviewed
    /// as it comes. Null where there is none, or where that review does not carry the node's signature.
    /// </summary>
    internal async Task<(VerdictInput Input, Instant At)?> FiledAsync(ISqlSession session, long caseId, Instant at, CancellationToken ct)
    {
        if (await ReviewStore.NewestIntakeAsync(session, caseId, at, ct) is not { } row)
        {
            return null;
        }

        try
        {
            var stored = reviews.ToStored(row, VerdictJson.Read(row.VerdictJson));
            return stored.SignatureValid ? (stored.Verdict.Input, stored.ReviewedAt) : null;
        }
        catch (JsonException)
        {
            // What cannot be read vouches for nothing: the position stays undetermined.
            return null;
        }
    }

    private async Task<Result<IReadOnlyList<AttestationOnFile>>> AttestationsAsync(ISqlSession session, long caseId, CancellationToken ct)
    {
        var attestations = await ProvedAsync<StoredAttestation>(session, (StoredAttestation.Table, AttestationsSql), caseId, r => (r.AttestationId, r.Values, r.RowMac), ct);
        var positions = await ProvedAsync<StoredPositionPaper>(session, (StoredPositionPaper.Table, PositionsSql), caseId, r => (r.AttestationId, r.Values, r.RowMac), ct);
        if ((attestations.Error ?? positions.Error) is { } tampered)
        {
            return tampered;
        }

        var readings = positions.Value.ToDictionary(p => p.AttestationId, p => p.ReadingDigest);
        return Result<IReadOnlyList<AttestationOnFile>>.Of(
        [
            .. attestations.Value.Select(r => new AttestationOnFile(
                r.RuleCode,
                Enum.Parse<CheckStatus>(r.AnswerCode, ignoreCase: true),
                new AttestationUsed(r.AttestationId, r.DocumentDigest, r.ValidUntil, r.ByName, r.DocumentName))
            {
                GivenAt = r.CreatedUtc,
                Reading = readings.GetValueOrDefault(r.AttestationId),
            }),
        ]);
    }

    private async Task<Result<IReadOnlyList<TRow>>> ProvedAsync<TRow>(
        ISqlSession session, (ProtectedTable Table, string Sql) of, long caseId, Func<TRow, (long Id, IReadOnlyList<RowValue> Values, string? Mac)> open, CancellationToken ct)
    {
        try
        {
            var found = await session.QueryAsync<TRow>(of.Sql, new { p_case = caseId }, ct);
            foreach (var row in found.Select(open))
            {
                if (rows.Verify(of.Table, row.Id, row.Values, row.Mac).Error is { } forged)
                {
                    return forged;
                }
            }

            return Result<IReadOnlyList<TRow>>.Of(found);
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return new Error(DatabaseErrors.RowTampered, ("table", of.Table.Name), ("row", $"办件 {caseId} 的"));
        }
    }
}

/// <summary>The proved papers of a case (在案的认定与豁免).</summary>
/// <param name="Attestations">By age.</param>
/// <param name="Exemptions">By age.</param>
/// <param name="FiledAt">When the file under review came to the case; null where it is not the case's.</param>
public sealed record PapersOnFile(IReadOnlyList<AttestationOnFile> Attestations, IReadOnlyList<ExemptionOnFile> Exemptions, Instant? FiledAt);
