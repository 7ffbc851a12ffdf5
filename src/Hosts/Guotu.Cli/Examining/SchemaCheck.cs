using System.Data.Common;
using Guotu.Database.Schema;
using Guotu.Database.Sessions;
using Guotu.Kernel.Time;

namespace Guotu.Cli.Examining;

/// <summary>The database opens and has the schema of this program.</summary>
internal sealed class SchemaCheck(IConnectionSource connections, IClock clock)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        try
        {
            var pending = await new SchemaUpgrade(connections, clock).CountPendingAsync(NeutralScript.All, ct);
            return [Finding.Good("database", "数据库", $"{connections.Dialect.Name} 能连接"), Schema(pending)];
        }
        catch (DbException exception)
        {
            var closed = Finding.Problem("database", "数据库", exception.Message, "核对 node.json 的 database,确认数据库在运行、文件在原处");
            return [closed, new Finding("schema", "库结构", FindingStatus.Unknown, "先要解决上面的问题", WayOut: null)];
        }
    }

    private static Finding Schema(int pending) => pending switch
    {
        0 => Finding.Good("schema", "库结构", "与本程序一致"),
        > 0 => Finding.Problem("schema", "库结构", $"还差 {pending} 条语句", "先备份,再运行 guotu db upgrade"),
        _ => Finding.Problem("schema", "库结构", $"比本程序新 {-pending} 条语句", "换用与数据库相同或更新的程序"),
    };
}
