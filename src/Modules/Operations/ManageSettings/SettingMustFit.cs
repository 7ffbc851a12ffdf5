using Guotu.Hosting.Settings;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Operations.ManageSettings;

/// <summary>参数值在范围之内: within its bounds, and something is changed by it.</summary>
internal static class SettingMustFit
{
    /// <param name="setting">Definition.</param>
    /// <param name="last">The change in force; null where it is as delivered.</param>
    /// <param name="body">What is wanted.</param>
    public static Error? Breach(SettingDefinition setting, SettingChange? last, SettingBody body)
    {
        if (body.Value is not { } wanted || wanted < setting.Least || wanted > setting.Most)
        {
            return Wrong($"是 {setting.Least} 到 {setting.Most} 的整数({setting.Unit})");
        }

        var confirmedBefore = last?.IsConfirmed ?? false;
        return wanted == (last?.ValueNo ?? setting.Delivered) && (!body.Confirmed || confirmedBefore || setting.Doubt is null)
            ? Wrong("与现值相同,没有要改的")
            : null;
    }

    private static Error Wrong(string reason) => new(KernelErrors.FieldInvalid, ("field", "value"), ("reason", reason)) { Field = "value" };
}
