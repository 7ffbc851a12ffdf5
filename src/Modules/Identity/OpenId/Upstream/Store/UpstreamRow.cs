using Guotu.Database.Rows;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Upstream.Store;

/// <summary>The one row of <c>id_upstream</c>: the secret is encrypted, and the MAC covers the plain one.</summary>
internal sealed record UpstreamRow
{
    public const long OnlyId = 1;
    public const string SecretColumn = "secret_text";

    public static readonly ProtectedTable Table = new(
        "id_upstream",
        "upstream_id",
        ["upstream_name", "issuer_text", "client_code", SecretColumn, "algorithms_text", "counts_second", "is_enabled", "changed_by", "changed_utc"],
        new HashSet<string> { SecretColumn },
        "row_mac");

    public long UpstreamId { get; init; } = OnlyId;

    public string UpstreamName { get; init; } = string.Empty;

    public string IssuerText { get; init; } = string.Empty;

    public string ClientCode { get; init; } = string.Empty;

    /// <summary>As stored: encrypted.</summary>
    public string SecretText { get; init; } = string.Empty;

    public string AlgorithmsText { get; init; } = string.Empty;

    public bool CountsSecond { get; init; }

    public bool IsEnabled { get; init; }

    public long ChangedBy { get; init; }

    public Instant ChangedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> ValuesWith(string secret) =>
    [
        RowValue.Of("upstream_name", UpstreamName),
        RowValue.Of("issuer_text", IssuerText),
        RowValue.Of("client_code", ClientCode),
        RowValue.Of(SecretColumn, secret),
        RowValue.Of("algorithms_text", AlgorithmsText),
        RowValue.Of("counts_second", CountsSecond),
        RowValue.Of("is_enabled", IsEnabled),
        RowValue.Of("changed_by", ChangedBy),
        RowValue.Of("changed_utc", ChangedUtc),
    ];

    /// <summary>For the proof of the rows.</summary>
    public static OpenedRow Open(RowWriter rows, UpstreamRow row)
    {
        var secret = rows.Decrypt(Table, SecretColumn, row.UpstreamId, row.SecretText);
        return secret.Error is { } closed
            ? new OpenedRow(row.UpstreamId, row.RowMac, closed) { Closed = SecretColumn }
            : new OpenedRow(row.UpstreamId, row.RowMac, Result<IReadOnlyList<RowValue>>.Of(row.ValuesWith(secret.Value)));
    }
}

/// <summary>The city's provider as it is set.</summary>
/// <param name="Secret">In plain; never shown again.</param>
internal sealed record UpstreamSettings(UpstreamRow Row, string Secret)
{
    public IReadOnlyList<string> Algorithms => OpenIdTerms.Words(Row.AlgorithmsText);
}
