using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Engines;

/// <summary>Which engine the configuration asks for (密码引擎选择).</summary>
public enum EngineChoice
{
    /// <summary>libcrypto where it is present with the national algorithms, else the managed one.</summary>
    Automatic,

    Managed,

    Libcrypto,
}

/// <summary>
/// Chooses and proves the engine of this process. A library that is absent is passed over; one that is present and
/// gives a wrong known answer is a refusal, because something is wrong with the machine and not only with the library.
/// </summary>
public static class CryptoEngines
{
    private static readonly object Gate = new();

    private static ICryptoEngine? _shared;

    /// <summary>
    /// The engine that <see cref="Sm3"/>, <see cref="Sm4"/> and the rest use. A host calls <see cref="Start"/> first and
    /// stops on its refusal; where none did, the automatic choice is made here and a refusal throws.
    /// </summary>
    public static ICryptoEngine Shared => Volatile.Read(ref _shared) ?? StartOrThrow();

    /// <summary>Chooses the engine for the process; call once, before anything else.</summary>
    public static Result<ICryptoEngine> Start(EngineChoice choice)
    {
        var chosen = Select(choice, new SystemRandomSource());
        if (chosen.IsSuccess)
            Volatile.Write(ref _shared, chosen.Value);

        return chosen;
    }

    /// <summary>Chooses an engine and runs its self-test, without making it the shared one.</summary>
    public static Result<ICryptoEngine> Select(EngineChoice choice, IRandomSource random)
    {
        ICryptoEngine? engine = null;
        var lacking = string.Empty;
        if (choice != EngineChoice.Managed)
            engine = LibcryptoEngine.Find(out lacking);

        if (engine is null && choice == EngineChoice.Libcrypto)
            return new Error(CryptoErrors.EngineUnavailable, ("reason", lacking));

        return Proved(engine ?? new ManagedEngine(random));
    }

    /// <summary>The engine itself when every known answer is right.</summary>
    public static Result<ICryptoEngine> Proved(ICryptoEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return EngineSelfTest.FirstFailure(engine) is { } check
            ? new Error(CryptoErrors.SelfTestFailed, ("engine", engine.Name), ("check", check))
            : Result<ICryptoEngine>.Of(engine);
    }

    private static ICryptoEngine StartOrThrow()
    {
        lock (Gate)
        {
            if (_shared is null)
            {
                var chosen = Start(EngineChoice.Automatic);
                if (!chosen.IsSuccess)
                    throw new InvalidOperationException(chosen.Error!.ToString());
            }

            return _shared!;
        }
    }
}
