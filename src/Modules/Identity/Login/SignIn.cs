using System.Text;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Identity.ImageCode;
using Guotu.Identity.SecondFactor;
using Guotu.Identity.Store;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Login;

/// <summary>
/// Signs a person in (登录). Whatever is wrong, the answer and the work are the same; each failure is recorded in its own transaction.
/// </summary>
internal sealed class SignIn(
    IUnitsOfWork units, LoginAttempts attempts, LoginChallenge challenge, Accounts accounts, SecondFactorCheck factors, ImageCodes images, AddressFailures addresses, BeginSession begin, IRandomSource random, IClock clock)
{
    private const int LongestName = 40;

    /// <summary>From the login page: opens the cipher, proves the password, begins a session.</summary>
    public async Task<Result<SignedIn>> RunAsync(string account, string cipher, string address, CancellationToken ct)
    {
        var opened = challenge.Open(cipher);
        if (opened.Error is { } unusable)
        {
            return await RefuseAsync<SignedIn>(account, address, unusable, ct);
        }

        using var wiped = opened.Value;
        if ((await images.RequireAsync(Normalize(account), address, opened.Value, ct)).Error is { } wanted)
        {
            return await RefuseAsync<SignedIn>(account, address, wanted, ct);
        }

        var proof = new LoginProof(account, opened.Value.Password ?? SecretText.Empty, opened.Value.Code) { Certificate = opened.Value.AnswerFor(CertificateStatement.Login, address) };
        var proved = await ProveAsync(proof, ct);
        if (proved.Error is not { } wrong)
        {
            return await begin.RunAsync(proved.Value, opened.Value.Nonce!, address, ct);
        }

        if (wrong.Code != IdentityErrors.SecondFactorWanted && wrong.Code != CertificateErrors.Wanted)
        {
            await addresses.AddAsync(address, ct);
        }

        return await RefuseAsync<SignedIn>(account, address, wrong, ct);
    }

    /// <summary>Proves account and password by the same counting and checks, without a session; also for the command line.</summary>
    public async Task<Result<ProvedAccount>> ProveAsync(LoginProof proof, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var name = Normalize(proof.Account);
        var taken = await attempts.TakeAsync(name, ct);
        if (taken.Error is { } locked)
        {
            return locked;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await accounts.FindAsync(session, name, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        var check = PasswordKdf.Check(proof.Password.Chars, found.Value?.PasswordHash ?? PasswordKdf.Decoy(random));
        return found.Value is { IsEnabled: true } row && check is PasswordCheck.Right or PasswordCheck.RightButOutdated
            && (row.ExpiresOn is null || row.ExpiresOn >= clock.Today)
            ? await ProveSecondAsync(session, new ProvedAccount(row, taken.Value), proof, ct)
            : new Error(proof.Certificate is null ? IdentityErrors.LoginWrong : CertificateErrors.LoginWrong, ("left", taken.Value.Left));
    }

    public static Actor ActorOf(AccountRow row, string channel, string address) =>
        new(row.UserId, row.AccountName, row.UserName, row.OrgId, channel, address);

    /// <summary>An unknown name is recorded under itself with id 0; never longer than a name may be.</summary>
    public async Task<Result<T>> RefuseAsync<T>(string account, string address, Error error, CancellationToken ct)
    {
        var name = Normalize(account);
        var context = new CommandContext(new Actor(0, name, name, 0, "web", address), DataScope.WholeNode, "identity.login")
        {
            ObjectType = "account",
            ObjectId = name,
        };
        return await units.RunAsync<T>(context, (_, _) => Task.FromResult<Result<T>>(error), ct);
    }

    /// <summary>Login names are short ASCII; anything else can only be a wrong one and is cut for the record.</summary>
    private static string Normalize(string? account)
    {
        var text = new StringBuilder();
        foreach (var c in (account ?? string.Empty).Trim().Take(LongestName))
        {
            text.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? char.ToLowerInvariant(c) : '?');
        }

        return text.Length == 0 ? "?" : text.ToString();
    }

    /// <summary>A wrong dynamic password is a failure like a wrong password; one that is still to come is none.</summary>
    private async Task<Result<ProvedAccount>> ProveSecondAsync(ISqlSession session, ProvedAccount proved, LoginProof proof, CancellationToken ct)
    {
        var outcome = await factors.RunAsync(session, proved.Account, proof, ct);
        if (outcome.Error is { } tampered)
        {
            return tampered;
        }

        switch (outcome.Value.Outcome)
        {
            case FactorOutcome.Wanted or FactorOutcome.CertificateWanted:
                await attempts.GiveBackAsync(proved.Account.AccountName, ct);
                return new Error(outcome.Value.Outcome == FactorOutcome.Wanted ? IdentityErrors.SecondFactorWanted : CertificateErrors.Wanted);
            case FactorOutcome.WrongCertificate:
                return new Error(CertificateErrors.LoginWrong, ("left", proved.Attempt.Left));
            case FactorOutcome.Wrong:
                return new Error(IdentityErrors.SecondFactorWrong, ("left", proved.Attempt.Left));
            default:
                return outcome.Value.Certificate is { } certificate ? proved with { Means = $"(口令加证书:{certificate.Mark})" } : proved;
        }
    }
}

/// <summary>An account whose password was right.</summary>
internal sealed record ProvedAccount(AccountRow Account, AttemptTaken Attempt)
{
    /// <summary>For the trail: which certificate proved the person; empty where none did.</summary>
    public string Means { get; init; } = string.Empty;

    /// <summary>How long ago the person counts as proved to this platform itself; a login that others vouch for is no fresh proof for signing.</summary>
    public TimeSpan ProvedBefore { get; init; } = TimeSpan.Zero;
}

/// <summary>A session that has begun.</summary>
internal sealed record SignedIn(string Token, long UserId, AttemptTaken Attempt);
