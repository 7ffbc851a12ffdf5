using System.CommandLine;
using System.Text;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Crypto.Keys.Shares;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Keys;

/// <summary>
/// The ceremonies of sharing out the root key and of joining two shares (根密钥分存与合成). Passwords are each holder's, typed on the terminal or as
/// lines of standard input in the order of the shares; those of the acting person come first, where standard input gives that too.
/// </summary>
internal static class KeyShareCommands
{
    private const int Holders = 3;

    public static Command BuildMake()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var holders = new Option<string[]>("--holder")
        {
            Description = "保管人的登录名,写三个", Required = true, Arity = new ArgumentArity(Holders, Holders), AllowMultipleArgumentsPerToken = true,
        };
        var folder = new Option<string>("--out") { Description = "分片文件写到哪个目录", Required = true };
        var certificates = new Option<string[]>("--certificate")
        {
            Description = "保管人的加密证书,依 --holder 的次序写三个;写了就封装给证书,不用口令", Arity = new ArgumentArity(Holders, Holders), AllowMultipleArgumentsPerToken = true,
        };
        return Verb.Create("make", "把根密钥分成三份,各用保管人的口令或加密证书封装", [holders, certificates, folder, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, KeyCommand.ManageKeys, ct);
            var named = parse.GetRequiredValue(holders);
            var files = FilesOf(parse.GetRequiredValue(folder), named);
            var sealers = parse.GetValue(certificates) is { Length: > 0 } given
                ? await ShareCertificates.SealersAsync(node, given, ct)
                : [.. (await SharePasswords.NewAsync(named, ct)).Select<string, Func<KeyShare, SealedKeyShare>>(p => share => SealedKeyShare.UnderPassword(share, p, new SystemRandomSource()))];
            var context = new CommandContext(caller.Actor, caller.Scope, "identity.key.share") { ObjectType = "root-key" };
            if ((await node.Get<IKeyAdministration>().RecordSharingAsync(context, named, ct)).Error is { } unrecorded)
            {
                return Answer.Refused(unrecorded, ExitCode.Failed);
            }

            using var root = Require(node.Get<IKeySource>().ReadRootKey(), ExitCode.Failed);
            await WriteAsync(root, named, files.Zip(sealers), ct);
            return Answer.Done(
                new { root = node.Get<IKeyAdministration>().RootId, files },
                console => console.WriteLine($"三份分片:{string.Join('、', files)}。各交保管人带走,不在本机留存;任意两份可合成根密钥。"));
        });
    }

    public static Command BuildJoin()
    {
        var home = NodeOptions.Home();
        var shares = new Argument<string[]>("SHARE") { Description = "两个分片文件", Arity = new ArgumentArity(2, 2) };
        var keys = new Option<string[]>("--key") { Description = "封装给证书的分片:保管人加密证书的私钥文件(PKCS #8),可写多个", AllowMultipleArgumentsPerToken = true };
        return Verb.Create("join", "用两份分片合成根密钥,写到本节点的根密钥文件(宜在内存盘)", [shares, keys, home], async (parse, ct) =>
        {
            var settings = NodeHome.Load(parse.GetRequiredValue(home));
            var files = parse.GetRequiredValue(shares);
            var read = new List<SealedKeyShare>();
            foreach (var file in files)
            {
                read.Add(Require(SealedKeyShare.Read(await File.ReadAllTextAsync(file, ct)), ExitCode.Failed));
            }

            var opened = await ShareCertificates.OpenAsync(read, parse.GetValue(keys) ?? [], ct);
            using var one = opened[0];
            using var other = opened[1];
            using var root = Require(KeyShare.Join(one, other), ExitCode.Failed);
            return new FileKeySource(settings.RootKeyFile, settings.Home).Store(root).Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(
                    new { root = one.Label.RootId, file = settings.RootKeyFile },
                    console => console.WriteLine($"根密钥 {one.Label.RootId} 已写到 {settings.RootKeyFile}(0600),可以启动服务。"));
        });
    }

    private static List<string> FilesOf(string folder, IReadOnlyList<string> holders)
    {
        if (holders.Distinct(StringComparer.Ordinal).Count() != Holders)
        {
            throw new RefusedException(new Error(CliErrors.BadUse, ("reason", "三名保管人要是不同的人")), ExitCode.BadUse);
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var files = holders.Select((h, i) => Path.Combine(Path.GetFullPath(folder), $"share-{i + 1}-{h}.json")).ToList();
        return files.Find(File.Exists) is { } present
            ? throw new RefusedException(new Error(CliErrors.FileExists, ("path", present)), ExitCode.BadUse)
            : files;
    }

    private static async Task WriteAsync(
        SecretBytes root, IReadOnlyList<string> holders, IEnumerable<(string File, Func<KeyShare, SealedKeyShare> Seal)> places, CancellationToken ct)
    {
        foreach (var (share, place) in KeyShare.Split(root, holders, new SystemRandomSource()).Zip(places))
        {
            using (share)
            {
                var options = new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                };
                await using var file = new FileStream(place.File, options);
                await file.WriteAsync(Encoding.UTF8.GetBytes(place.Seal(share).ToText()), ct);
                file.Flush(flushToDisk: true);
            }
        }
    }

    private static T Require<T>(Result<T> result, int exitCode) =>
        result.Error is { } refused ? throw new RefusedException(refused, exitCode) : result.Value;
}
