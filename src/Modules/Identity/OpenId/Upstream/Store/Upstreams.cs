using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Upstream.Store;

/// <summary>Reads and writes the settings of the city's provider; a row whose MAC does not hold is refused, so that nobody puts another provider in its place.</summary>
internal sealed class Upstreams(RowWriter rows)
{
    private const string FindSql =
        """
        SELECT upstream_id, upstream_name, issuer_text, client_code, secret_text, algorithms_text, counts_second, is_enabled, changed_by, changed_utc, row_mac
        FROM id_upstream WHERE upstream_id = 1
        """;

    /// <summary>Null where it was never set.</summary>
    public async Task<Result<UpstreamSettings?>> FindAsync(ISqlSession session, CancellationToken ct)
    {
        if (await session.SingleOrDefaultAsync<UpstreamRow>(FindSql, null, ct) is not { } row)
        {
            return Result<UpstreamSettings?>.Of(null);
        }

        var secret = rows.Decrypt(UpstreamRow.Table, UpstreamRow.SecretColumn, row.UpstreamId, row.SecretText);
        return (secret.Error ?? rows.Verify(UpstreamRow.Table, row.UpstreamId, row.ValuesWith(secret.Value), row.RowMac).Error) is { } tampered
            ? tampered
            : new UpstreamSettings(row, secret.Value);
    }

    /// <summary>The one that people may come from; refused where there is none.</summary>
    public async Task<Result<UpstreamSettings>> EnabledAsync(ISqlSession session, CancellationToken ct)
    {
        var found = await FindAsync(session, ct);
        return found.Error is { } tampered ? tampered
            : found.Value is { Row.IsEnabled: true } settings ? settings
            : new Error(UpstreamErrors.NotOffered);
    }

    /// <summary>Answers whether it was there.</summary>
    public Task<bool> RemoveAsync(IUnitOfWork work, CancellationToken ct) => rows.DeleteAsync(work, UpstreamRow.Table, UpstreamRow.OnlyId, ct);

    public async Task<Result> WriteAsync(IUnitOfWork work, UpstreamSettings settings, CancellationToken ct)
    {
        var values = settings.Row.ValuesWith(settings.Secret);
        var updated = await rows.UpdateAsync(work, UpstreamRow.Table, UpstreamRow.OnlyId, values, ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, UpstreamRow.Table, UpstreamRow.OnlyId, values, ct);
    }
}
