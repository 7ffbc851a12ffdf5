using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.FillByHand;

/// <summary>What the page sends.</summary>
/// <param name="LookedOn">Within the last year.</param>
/// <param name="AttachmentSm3">64 hexadecimal digits; null where there is no attachment. The file itself stays with the person.</param>
public sealed record HandEntryBody(
    string Standard,
    string Clause,
    [property: AllowedValues("met", "partly", "notMet", "notApplicable")] string Result,
    string Person,
    DateOnly LookedOn,
    string Note,
    string? AttachmentName,
    string? AttachmentSm3);

/// <summary>A person answers a clause (填写人工条款); the next form carries it. Nothing is overwritten: the newest of a clause counts.</summary>
internal sealed class HandEntryCommands(IUnitsOfWork units, HandEntries entries, EntryMustBeComplete complete, IIdSource ids, IClock clock)
{
    public const string Kind = "mlps.hand";

    private static readonly JsonSerializerOptions Json = new(ReportManifest.Json) { WriteIndented = false };

    public async Task<Result<IReadOnlyList<HandEntry>>> ListAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await entries.CurrentAsync(session, ct);
    }

    public Task<Result<HandEntry>> FillAsync(CommandContext context, HandEntryBody body, CancellationToken ct)
    {
        var refused = Clause(body) is not { } clause ? new Error(KernelErrors.NotFound, ("what", $"{body.Standard} 的条款 {body.Clause}"))
            : clause.Reason is not null ? new Error(OperationsErrors.ClauseDoesNotApply, ("clause", body.Clause))
            : complete.Breach(body, clock.Today, ct) ?? WithoutEvidence(clause, body);
        return units.RunAsync<HandEntry>(
            context,
            async (work, token) =>
            {
                if (refused is not null)
                {
                    return refused;
                }

                var row = RowOf(work, body);
                work.Audit(new AuditEntry(Kind, "mlps-clause", body.Standard + " " + body.Clause, Summary(body)) { After = Recorded(row) });
                return (await entries.AddAsync(work, row, token)).Error is { } unwritten ? unwritten : row.Entry;
            },
            ct);
    }

    private static Clause? Clause(HandEntryBody body) =>
        StandardFiles.All.FirstOrDefault(s => s.Code == body.Standard)?.Clauses.FirstOrDefault(c => c.Id == body.Clause);

    private static Error? WithoutEvidence(Clause clause, HandEntryBody body) =>
        !WhatNoCheckProvedWantsEvidence.Concerns(clause)
        || WhatNoCheckProvedWantsEvidence.Allows(EntryMustBeComplete.Answer(body.Result)!.Value, body.Note, body.AttachmentSm3)
            ? null
            : new Error(KernelErrors.FieldInvalid, ("field", "note"), ("reason", $"检查没有证实的条款,认定符合或不适用要有附件,或写明所见({WhatNoCheckProvedWantsEvidence.LeastNote} 个字以上)")) { Field = "note" };

    private static string Summary(HandEntryBody body) => string.Create(
        CultureInfo.InvariantCulture, $"{body.Standard} {body.Clause} 人工填写:{AnswerWords.Of(EntryMustBeComplete.Answer(body.Result)!.Value)},{body.LookedOn:yyyy-MM-dd}");

    private static string Recorded(HandEntryRow row) =>
        JsonSerializer.Serialize(new { row.ResultCode, row.PersonName, row.LookedOn, row.NoteText, row.AttachmentName, row.AttachmentHex }, Json);

    private HandEntryRow RowOf(IUnitOfWork work, HandEntryBody body) => new()
    {
        EntryId = ids.Next(),
        StandardCode = body.Standard,
        ClauseCode = body.Clause,
        ResultCode = HandEntryRow.CodeOf(EntryMustBeComplete.Answer(body.Result)!.Value),
        PersonName = body.Person.Trim(),
        LookedOn = body.LookedOn,
        NoteText = body.Note.Trim(),
        AttachmentName = string.IsNullOrWhiteSpace(body.AttachmentName) ? null : body.AttachmentName.Trim(),
        AttachmentHex = string.IsNullOrEmpty(body.AttachmentSm3) ? null : body.AttachmentSm3,
        EnteredBy = work.Context.Actor.UserId,
        EnteredName = work.Context.Actor.Name,
        EnteredUtc = work.At,
    };
}
