using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Crypto.Hardware;
using Guotu.Crypto.Keys;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Randomness;
using Spectre.Console;

namespace Guotu.Cli.Keys;

/// <summary><c>guotu key root device</c>: puts the present root key under a device of GM/T 0018 and says what to write into the configuration.</summary>
internal static class KeyDeviceCommand
{
    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var library = new Option<string>("--library") { Description = "厂商动态库的路径(GM/T 0018 接口)", Required = true };
        var index = new Option<uint>("--index") { Description = "设备内加密密钥的索引", Required = true };
        var word = new Option<string>("--word-file") { Description = "私钥访问控制码所在的文件(0600)", Required = true };
        var file = new Option<string>("--out") { Description = "受设备保护的根密钥写到哪个文件,在节点目录以外", Required = true };
        return Verb.Create("device", "把根密钥交密码设备保护", [library, index, word, file, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, KeyCommand.ManageKeys, ct);
            var device = new SdfRootSettings(
                Path.GetFullPath(parse.GetRequiredValue(library)),
                parse.GetRequiredValue(index),
                Path.GetFullPath(parse.GetRequiredValue(word)),
                Path.GetFullPath(parse.GetRequiredValue(file)));
            var context = new CommandContext(caller.Actor, caller.Scope, "identity.key.device") { ObjectType = "root-key" };
            if ((await node.Get<IKeyAdministration>().RecordDeviceAsync(context, device.Library, ct)).Error is { } unrecorded)
            {
                return Answer.Refused(unrecorded, ExitCode.Failed);
            }

            var read = node.Get<IKeySource>().ReadRootKey();
            if (read.Error is { } unread)
            {
                return Answer.Refused(unread, ExitCode.Failed);
            }

            using var root = read.Value;
            return new SdfKeySource(device).Store(root, new SystemRandomSource()).Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(new { rootKeyDevice = device }, console => Show(console, device));
        });
    }

    private static void Show(IAnsiConsole console, SdfRootSettings device)
    {
        console.WriteLine($"根密钥已由设备保护,写到 {device.File}(0600),并已用设备打开核对过。");
        console.WriteLine("在 node.json 里写上 rootKeyDevice(见 docs/how-to/manage-keys.md),重启服务;确认能启动后,再把原来的根密钥文件移交保管人。");
    }
}
