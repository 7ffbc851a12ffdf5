using System.CommandLine;
using System.Text;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Users;

/// <summary>
/// <c>guotu user bind-otp ACCOUNT</c>: binds a dynamic password to the own account in two runs, the one thing that a person whose role needs a second
/// factor may do at a shell before having one. The seed goes into a 0600 file, never onto the screen.
/// </summary>
internal static class UserBindOtpCommand
{
    public static Command Build()
    {
        var (account, home) = (UserCommands.Account(), NodeOptions.Home());
        var seedFile = new Option<string?>("--seed-file") { Description = "第一步:新种子写到哪个新文件(0600),装进令牌后删掉" };
        var confirm = new Option<string?>("--confirm") { Description = "第二步:令牌上当前的 6 位数" };
        return Verb.Create("bind-otp", "绑定本人的动态口令,分两步:先 --seed-file,装进令牌后 --confirm;口令从标准输入读一行", [account, seedFile, confirm, home], async (parse, ct) =>
        {
            var (named, file, code) = (parse.GetRequiredValue(account), parse.GetValue(seedFile), parse.GetValue(confirm));
            if (file is null == code is null)
            {
                throw new RefusedException(new Error(CliErrors.BadUse, ("reason", "--seed-file 与 --confirm 写其中一个")), ExitCode.BadUse);
            }

            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var login = node.Get<ICliLogin>();
            var proof = new LoginProof(named, await Console.In.ReadLineAsync(ct) ?? string.Empty, null);
            return file is null
                ? UserCommands.Changed(named, await login.ConfirmBindingAsync(proof, code!, ct))
                : await StartAsync(login, proof, file, ct);
        });
    }

    private static async Task<Answer> StartAsync(ICliLogin login, LoginProof proof, string path, CancellationToken ct)
    {
        // Made before the seed, so that a seed that cannot be kept is not begun.
        using var file = NewFile.Create(path);
        var seed = await login.StartBindingAsync(proof, ct);
        if (seed.Error is { } refused)
        {
            return Answer.Refused(refused, ExitCode.Failed);
        }

        await file.Stream.WriteAsync(Encoding.UTF8.GetBytes($"{seed.Value.Secret}\n{seed.Value.Address}\n"), ct);
        await file.KeepAsync(ct);
        return Answer.Done(
            new { account = proof.Account, seedFile = file.Path },
            console => console.WriteLine($"{proof.Account}:种子在 {file.Path}(0600)。装进令牌后用 --confirm 写上 6 位数,再删掉这个文件。"));
    }
}
