using System.CommandLine;
using Guotu.Cli.Output;
using Guotu.Database.Schema;
using Guotu.Database.Sessions;
using Guotu.Kernel.Time;
using Spectre.Console;

namespace Guotu.Cli.Databases;

/// <summary><c>guotu db upgrade</c>: brings the schema and the keys to those of the program; an upgrade that was cut off is taken up.</summary>
internal static class UpgradeCommand
{
    private static readonly Option<string> Home = NodeOptions.Home();

    public static Command Build() => Verb.Create("upgrade", "把数据库结构升级到与程序一致;中断过的接着做", [Home], RunAsync);

    private static async Task<Answer> RunAsync(ParseResult parse, CancellationToken ct)
    {
        var node = NodeHome.Load(parse.GetRequiredValue(Home));
        var (connections, clock) = (new ConnectionSource(node.Database), new SystemClock(TimeProvider.System));
        var applied = await new SchemaUpgrade(connections, clock).RunAsync(NeutralScript.All, ct);
        var keys = await KeysOfThisVersion.MakeAsync(node, connections, clock, ct);
        return Answer.Done(
            new { provider = node.Database.Provider, scripts = NeutralScript.All.Count, applied, keys },
            console => console.WriteLine((applied == 0 ? "数据库结构已是最新。" : $"执行了 {applied} 条语句。") + (keys == 0 ? string.Empty : $"补建密钥 {keys} 把。")));
    }
}
