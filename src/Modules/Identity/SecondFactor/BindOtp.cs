using System.Globalization;
using System.Security.Cryptography;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Rendering.Figures;

namespace Guotu.Identity.SecondFactor;

/// <summary>
/// Binds a dynamic password to the own account (绑定动态口令): a new seed is shown once, as a QR code and as text, and counts from when a password
/// of it was entered.
/// </summary>
internal sealed class BindOtp(IUnitsOfWork units, OtpBindings bindings, NodeSettings node, IRandomSource random)
{
    public const string StartKind = "identity.factor.start";
    public const string BindKind = "identity.factor.bind";

    private const string EndOthersSql =
        "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL AND token_digest <> :p_keep";

    public async Task<Result<OwnFactorView>> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await bindings.FindAsync(session, caller.UserId, ct);
        using var seed = found.IsSuccess ? found.Value : null;
        return found.Error is { } tampered ? tampered
            : found.Value is { IsConfirmed: true } bound ? new OwnFactorView(true, bound.BoundAt, false)
            : new OwnFactorView(false, null, caller.MustBindSecondFactor);
    }

    /// <summary>Starting again gives another seed. The answer is not kept with the request, so that no seed is.</summary>
    public async Task<Result<OtpOffer>> StartAsync(CommandContext context, CancellationToken ct)
    {
        var seed = PinnedBytes.New(DynamicPassword.SeedSize);
        random.Fill(seed);
        try
        {
            return await StartAsync(context, seed, ct);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    private async Task<Result<OtpOffer>> StartAsync(CommandContext context, byte[] seed, CancellationToken ct)
    {
        var address = SeedText.Address(node.County.Bureau, context.Actor.Account, seed);
        var picture = QrCodeOutline.Of(address);
        if (picture.Error is { } notDrawn)
        {
            return notDrawn;
        }

        return await units.RunAsync<OtpOffer>(
            context with { RequestId = null },
            async (work, token) =>
            {
                if ((await MayBindAsync(work, token)).Error is { } refused)
                {
                    return refused;
                }

                work.Audit(Entry(work, StartKind, "开始绑定动态口令"));
                var stored = await bindings.ReplaceAsync(work, new OtpBinding(work.Context.Actor.UserId, seed, IsConfirmed: false, work.At), token);
                return stored.Error is { } notStored ? notStored : new OtpOffer(SeedText.Of(seed), address, picture.Value.Modules, picture.Value.Path);
            },
            ct);
    }

    /// <param name="keptSession">Digest of the session that binds. Every other one of the account ends: it was opened without a code.</param>
    public Task<Result> ConfirmAsync(CommandContext context, string keptSession, string code, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await bindings.FindAsync(work, work.Context.Actor.UserId, token);
            using var seed = found.IsSuccess ? found.Value : null;
            if (found.Error is { } tampered)
            {
                return tampered;
            }

            if (found.Value is not { } binding)
            {
                return new Error(IdentityErrors.OtpNotStarted);
            }

            if (binding.IsConfirmed)
            {
                return new Error(IdentityErrors.OtpBound);
            }

            if (DynamicPassword.StepOf(binding.Seed, code.Trim(), work.At) is not { } step)
            {
                return new Error(IdentityErrors.OtpNotRight) { Field = "code" };
            }

            await OtpBindings.UseAsync(work, binding.UserId, step, token);
            await work.ExecuteAsync(EndOthersSql, new { p_now = work.At, p_user = binding.UserId, p_keep = keptSession }, token);
            work.Audit(Entry(work, BindKind, "绑定动态口令"));
            return await bindings.ConfirmAsync(work, binding, token);
        },
        ct);

    private static AuditEntry Entry(IUnitOfWork work, string kind, string summary) =>
        new(kind, "account", work.Context.Actor.UserId.ToString(CultureInfo.InvariantCulture), summary);

    private async Task<Result> MayBindAsync(IUnitOfWork work, CancellationToken ct)
    {
        var found = await bindings.FindAsync(work, work.Context.Actor.UserId, ct);
        using var seed = found.IsSuccess ? found.Value : null;
        return found.Error is { } tampered ? tampered
            : found.Value is { IsConfirmed: true } ? new Error(IdentityErrors.OtpBound)
            : Result.Done;
    }
}

/// <summary>The own second factor.</summary>
/// <param name="Bound">Whether one is bound.</param>
/// <param name="BoundAt">Since when.</param>
/// <param name="Required">Whether nothing else can be done before one is bound.</param>
internal sealed record OwnFactorView(bool Bound, Kernel.Time.Instant? BoundAt, bool Required);

/// <summary>A new seed, shown once.</summary>
/// <param name="Secret">Base32.</param>
/// <param name="Address">What the QR code holds.</param>
/// <param name="QrModules">Modules of a side of the QR code, with its quiet zone.</param>
/// <param name="QrPath">Its dark modules as an SVG path, one unit a module.</param>
internal sealed record OtpOffer(string Secret, string Address, int QrModules, string QrPath);
