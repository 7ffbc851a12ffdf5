using System.Globalization;
using Guotu.Approval.Contracts;
using Guotu.Crypto.Fields;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.KeepDraft;

/// <summary>Drafts of forms on the server (草稿), each person's own; a draft may hold personal data, so it is encrypted.</summary>
public sealed class Drafts(IUnitsOfWork units, FieldProtector protector, IIdSource ids)
{
    private const int LongestKey = 64;
    private const int LongestBody = 400_000;
    private const string DeleteSql = "DELETE FROM ap_draft WHERE user_id = :p_user AND draft_key = :p_key";
    private const string FindSql = "SELECT draft_id, hidden_text, saved_utc FROM ap_draft WHERE user_id = :p_user AND draft_key = :p_key";

    private const string InsertSql =
        """
        INSERT INTO ap_draft (user_id, draft_key, hidden_text, draft_id, saved_utc)
        VALUES (:p_user, :p_key, :p_hidden, :p_id, :p_at)
        """;

    public async Task<Result<DraftView>> FindAsync(long userId, string key, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        if (await session.SingleOrDefaultAsync<DraftRow>(FindSql, new { p_user = userId, p_key = key }, ct) is not { } row)
        {
            return new Error(KernelErrors.NotFound, ("what", "草稿"));
        }

        var own = protector.DecryptText(AddressOf(row.DraftId, userId, key), row.HiddenText);
        return (own.IsSuccess ? own : protector.DecryptText(FormerAddressOf(row.DraftId), row.HiddenText)).Map(body => new DraftView(body, row.SavedUtc));
    }

    public Task<Result<DraftSaved>> SaveAsync(CommandContext context, string key, string body, CancellationToken ct) =>
        units.RunAsync<DraftSaved>(context, (work, token) => SaveAsync(work, key, body, token), ct);

    public Task<Result> DeleteAsync(CommandContext context, string key, CancellationToken ct) =>
        units.RunAsync(
            context,
            async (work, token) =>
            {
                if (await work.ExecuteAsync(DeleteSql, new { p_user = work.Context.Actor.UserId, p_key = key }, token) > 0)
                {
                    work.Audit(new AuditEntry("draft.delete", "draft", key, "删除草稿"));
                }

                return Result.Done;
            },
            ct);

    /// <summary>The person and the key are bound in: a row that was put under another person's number does not open there.</summary>
    private static FieldAddress AddressOf(long id, long userId, string key) =>
        new("ap_draft", string.Create(CultureInfo.InvariantCulture, $"hidden_text/{userId}/{key}"), id);

    /// <summary>As drafts were written before; saving one anew binds it.</summary>
    private static FieldAddress FormerAddressOf(long id) => new("ap_draft", "hidden_text", id);

    private async Task<Result<DraftSaved>> SaveAsync(IUnitOfWork work, string key, string body, CancellationToken ct)
    {
        if (key.Length is 0 or > LongestKey || body.Length > LongestBody)
        {
            return new Error(ApprovalErrors.DraftTooLong, ("limit", LongestBody / 1000));
        }

        var id = ids.Next();
        var user = work.Context.Actor.UserId;
        var hidden = protector.EncryptText(AddressOf(id, user, key), body);
        if (hidden.Error is { } error)
        {
            return error;
        }

        await work.ExecuteAsync(DeleteSql, new { p_user = user, p_key = key }, ct);
        await work.ExecuteAsync(InsertSql, new { p_user = user, p_key = key, p_hidden = hidden.Value, p_id = id, p_at = work.At }, ct);
        work.Audit(new AuditEntry("draft.save", "draft", key, "保存草稿"));
        return new DraftSaved(work.At);
    }

    private sealed class DraftRow
    {
        public long DraftId { get; init; }

        public string HiddenText { get; init; } = string.Empty;

        public Instant SavedUtc { get; init; }
    }
}

/// <summary>A draft as given back.</summary>
public sealed record DraftView(string Body, Instant SavedAt);

/// <summary>When a draft was saved.</summary>
public sealed record DraftSaved(Instant SavedAt);
