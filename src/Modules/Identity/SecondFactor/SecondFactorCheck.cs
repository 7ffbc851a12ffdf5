using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.SecondFactor;

/// <summary>
/// Looks at the second factor of a login (第二因素) after the password was right: a dynamic password or a certificate. Where one is bound it is always
/// asked for; who has both uses either.
/// </summary>
internal sealed class SecondFactorCheck(IUnitsOfWork units, OtpBindings bindings, CertificateBindings certificates, CertificateCheck check, IClock clock)
{
    private const int LongestCode = 20;

    public async Task<Result<FactorFinding>> RunAsync(ISqlSession session, AccountRow account, LoginProof proof, CancellationToken ct)
    {
        if (proof.Certificate is { } answer)
        {
            return (await check.RunAsync(session, account, answer, ct)).Map(row => new FactorFinding(row is null ? FactorOutcome.WrongCertificate : FactorOutcome.Right) { Certificate = row });
        }

        var (otp, own) = (await bindings.FindAsync(session, account.UserId, ct), await certificates.OfUserAsync(session, account.UserId, ct));
        using var seed = otp.IsSuccess ? otp.Value : null;
        if ((otp.Error ?? own.Error) is { } tampered)
        {
            return tampered;
        }

        if (otp.Value is not { IsConfirmed: true } binding)
        {
            return new FactorFinding(own.Value.Count > 0 ? FactorOutcome.CertificateWanted : FactorOutcome.NotBound);
        }

        if (string.IsNullOrWhiteSpace(proof.Code))
        {
            return new FactorFinding(FactorOutcome.Wanted);
        }

        var given = proof.Code.Trim();
        var right = given.Length <= LongestCode && DynamicPassword.StepOf(binding.Seed, given, clock.Now) is { } step && await UseAsync(account.UserId, step, ct);
        return new FactorFinding(right ? FactorOutcome.Right : FactorOutcome.Wrong);
    }

    /// <summary>In its own transaction: what was shown once is used up, whatever becomes of the login.</summary>
    private Task<bool> UseAsync(long userId, long step, CancellationToken ct) =>
        units.RunUpkeepAsync("otp-step", (work, token) => OtpBindings.UseAsync(work, userId, step, token), ct);
}

/// <summary>What the second factor of a login was found to be.</summary>
internal enum FactorOutcome
{
    /// <summary>The account has none.</summary>
    NotBound,

    /// <summary>It has one and none was given.</summary>
    Wanted,

    /// <summary>It has a certificate only, and none was used.</summary>
    CertificateWanted,

    Wrong,

    /// <summary>What the UKey answered does not prove the person.</summary>
    WrongCertificate,

    Right,
}

/// <summary>What was found, and of which certificate.</summary>
internal sealed record FactorFinding(FactorOutcome Outcome)
{
    /// <summary>The certificate that was right; null where none was used.</summary>
    public CertificateRow? Certificate { get; init; }
}
