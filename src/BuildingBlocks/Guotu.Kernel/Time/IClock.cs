namespace Guotu.Kernel.Time;

/// <summary>The only source of time in the platform; injected, so that clocks can be moved in tests.</summary>
public interface IClock
{
    Instant Now { get; }

    /// <summary>Today's legal date at +08:00.</summary>
    DateOnly Today => Now.LocalDate;

    /// <summary>For delays and timers that must follow the same clock.</summary>
    TimeProvider TimeProvider { get; }
}
