using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Store;

/// <summary>Reads and writes the provider's settings; a row whose MAC does not hold is refused.</summary>
internal sealed class Providers(RowWriter rows)
{
    private const string FindSql = "SELECT provider_id, issuer_text, is_enabled, changed_by, changed_utc, row_mac FROM id_openid_provider WHERE provider_id = 1";

    public async Task<Result<ProviderRow?>> FindAsync(ISqlSession session, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<ProviderRow>(FindSql, null, ct);
        return row is not null && rows.Verify(ProviderRow.Table, row.ProviderId, row.Values, row.RowMac).Error is { } tampered ? tampered : Result<ProviderRow?>.Of(row);
    }

    /// <summary>The address under which the platform issues; refused where it does not.</summary>
    public async Task<Result<string>> IssuerAsync(ISqlSession session, CancellationToken ct)
    {
        var found = await FindAsync(session, ct);
        return found.Error is { } tampered ? tampered
            : found.Value is { IsEnabled: true } row ? row.IssuerText
            : new Error(OpenIdErrors.NotProvided);
    }

    public async Task<Result> WriteAsync(IUnitOfWork work, ProviderRow row, CancellationToken ct)
    {
        var updated = await rows.UpdateAsync(work, ProviderRow.Table, row.ProviderId, row.Values, ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, ProviderRow.Table, row.ProviderId, row.Values, ct);
    }
}
