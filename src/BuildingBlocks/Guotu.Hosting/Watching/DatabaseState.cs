using System.Data.Common;
using System.Globalization;
using Guotu.Database.Sessions;

namespace Guotu.Hosting.Watching;

/// <summary>The database (数据库): kind, version, size, and how long it takes to answer.</summary>
public sealed class DatabaseState(IConnectionSource connections, TimeProvider time) : IStateSource
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public string Code => "database";

    public string Title => "数据库";

    public string Part => "节点";

    public int Place => 10;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        await using var connection = await connections.OpenAsync(ct);
        var version = connection.ServerVersion;
        var bytes = await SizeAsync(connection, ct);
        var took = time.GetElapsedTime(begun);
        var text = $"{connections.Dialect.Name} {version},{(bytes is { } size ? Amount.OfBytes(size) : "大小查不到")},{took.TotalMilliseconds:F0} 毫秒应答";
        var line = took < Slow ? StateLine.Good(Code, Title, text) : StateLine.Notice(Code, Title, text, "查数据库服务器的负载和磁盘");
        List<StateFigure> figures = [new("answered", took.TotalSeconds, "seconds")];
        return [line with { Figures = bytes is { } known ? [.. figures, new StateFigure("size", known, "bytes")] : figures }];
    }

    /// <summary>Null where the account of the platform may not see it: that is no fault of the database.</summary>
    private async Task<long?> SizeAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = connections.Dialect.SizeSql;
        try
        {
            return await command.ExecuteScalarAsync(ct) is { } size and not DBNull ? Convert.ToInt64(size, CultureInfo.InvariantCulture) : null;
        }
        catch (DbException)
        {
            return null;
        }
    }
}
