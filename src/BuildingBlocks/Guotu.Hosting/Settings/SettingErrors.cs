using Guotu.Kernel.Results;

namespace Guotu.Hosting.Settings;

/// <summary>Errors of settings.</summary>
public static class SettingErrors
{
    /// <summary>The stored value is outside of what this version of the program takes.</summary>
    public static readonly ErrorCode OutOfBounds = new("HST-0006");
}
