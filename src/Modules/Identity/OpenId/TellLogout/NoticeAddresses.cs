using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Identity.OpenId.Rules;
using Guotu.Identity.OpenId.Store;
using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.TellLogout;

/// <summary>Where systems want to be told of ended sessions (退出通知地址): the security administrator's to set, on hosts that the configuration lists.</summary>
internal sealed class NoticeAddresses(IUnitsOfWork units, Clients clients, RowWriter rows, NodeSettings node)
{
    private const string SelectSql = "SELECT client_key, address_text, changed_by, changed_utc, row_mac FROM id_openid_notice_to";

    public async Task<Result<NoticeAddressRow?>> FindAsync(ISqlSession session, long clientKey, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<NoticeAddressRow>(SelectSql + " WHERE client_key = :p_key", new { p_key = clientKey }, ct);
        return row is not null && rows.Verify(NoticeAddressRow.Table, row.ClientKey, row.Values, row.RowMac).Error is { } tampered ? tampered : Result<NoticeAddressRow?>.Of(row);
    }

    /// <summary>For the list of systems, by their keys: the address, or null where the row was changed behind the application's back.</summary>
    public async Task<Dictionary<long, string?>> AllAsync(ISqlSession session, CancellationToken ct) =>
        (await session.QueryAsync<NoticeAddressRow>(SelectSql, null, ct)).ToDictionary(
            r => r.ClientKey, r => rows.Verify(NoticeAddressRow.Table, r.ClientKey, r.Values, r.RowMac).IsSuccess ? r.AddressText : null);

    /// <summary>Null or empty takes the address away.</summary>
    public Task<Result> SetAsync(CommandContext context, string code, string? address, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var found = await clients.FindAsync(work, code, token);
            if (found.Error is not null || found.Value is null)
            {
                return found.Error ?? new Error(KernelErrors.NotFound, ("what", "系统 " + (code.Length <= 60 ? code : code[..60])));
            }

            var wanted = string.IsNullOrWhiteSpace(address) ? null : address.Trim();
            if (wanted is not null && Breach(wanted) is { } refused)
            {
                return refused;
            }

            var before = await FindAsync(work, found.Value.ClientKey, token);
            if (before.Error is { } tampered)
            {
                return tampered;
            }

            work.Audit(new AuditEntry(
                OpenIdKinds.Client, "openid-client", found.Value.ClientKey.ToString(CultureInfo.InvariantCulture), $"{found.Value.ClientCode} 的退出通知地址:{wanted ?? "不再通知"}")
            {
                Before = JsonSerializer.Serialize(new { logoutNotice = before.Value?.AddressText }),
                After = JsonSerializer.Serialize(new { logoutNotice = wanted }),
            });
            return await WriteAsync(work, found.Value.ClientKey, wanted, token);
        },
        ct);

    private Error? Breach(string address) =>
        PeopleAreSentOnlyToHttps.Breach(address, "logoutNotice") ?? (UpstreamHostIsListed.Breach(address, node.LogoutNoticeHosts) is null
            ? null
            : new Error(OpenIdErrors.NoticeHostNotListed, ("host", new Uri(address).Authority)) { Field = "logoutNotice" });

    private async Task<Result> WriteAsync(IUnitOfWork work, long clientKey, string? address, CancellationToken ct)
    {
        if (address is null)
        {
            await rows.DeleteAsync(work, NoticeAddressRow.Table, clientKey, ct);
            return Result.Done;
        }

        var row = new NoticeAddressRow { ClientKey = clientKey, AddressText = address, ChangedBy = work.Context.Actor.UserId, ChangedUtc = work.At };
        var updated = await rows.UpdateAsync(work, NoticeAddressRow.Table, clientKey, row.Values, ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, NoticeAddressRow.Table, clientKey, row.Values, ct);
    }
}
