using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Crypto.Keys;
using Guotu.Hosting.Nodes;
using Spectre.Console;

namespace Guotu.Cli.Databases;

/// <summary><c>guotu db init</c>: a new node. Settings, root key outside the home, schema and first keys; what exists is never overwritten.</summary>
internal static class InitCommand
{
    private static readonly Option<string> Home = NodeOptions.Home();
    private static readonly DatabaseOnLine Database = new(string.Empty);
    private static readonly Option<string> RootKey = new("--root-key") { Description = "根密钥文件,在节点目录以外(默认 目录名.keys/root.key,与节点目录并列)" };

    public static Command Build()
    {
        var command = Verb.Create("init", "新建节点:根密钥、数据库结构、节点密钥、node.json", [Home, .. Database.Symbols, RootKey], RunAsync);
        Database.Check(command);
        return command;
    }

    private static async Task<Answer> RunAsync(ParseResult parse, CancellationToken ct)
    {
        var home = Path.GetFullPath(parse.GetRequiredValue(Home));
        var node = new NodeSettings
        {
            Home = home,
            County = CountySettings.Xixiang,
            Database = Database.Read(parse),
            RootKeyFile = Path.GetFullPath(parse.GetValue(RootKey) ?? Path.Combine(home.TrimEnd('/') + ".keys", "root.key")),
        };
        await NodeCeremony.HoldAsync(node, ct);
        var made = new MadeNode(node.Home, node.Database.Provider, node.RootKeyFile, KeyPurpose.All.Count + KeyPairPurpose.All.Count);
        return Answer.Done(made, console => Show(console, made));
    }

    private static void Show(IAnsiConsole console, MadeNode node)
    {
        console.WriteLine($"节点目录:{node.Home}");
        console.WriteLine($"数据库:{node.Provider}");
        console.WriteLine($"密钥:{node.Keys} 把");
        console.WriteLine($"根密钥:{node.RootKeyFile}(0600)。另存一份交密钥保管人;它丢失后数据不能恢复,节点备份里没有它。");
    }

    private sealed record MadeNode(string Home, string Provider, string RootKeyFile, int Keys);
}
