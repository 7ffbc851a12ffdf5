using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>Return codes of GM/T 0018-2012, annex A (密码设备返回码). Vendors add their own above them.</summary>
internal static class SdfCode
{
    public const int Ok = 0;

    public const int VerificationFailed = 0x0100000E;

    /// <summary>The function that is refused where the handle of the device is no good any more.</summary>
    public const string OpensSession = "SDF_OpenSession";

    private static readonly string[] Gone = [Written(0x01000003), Written(0x01000004)];

    private static readonly Dictionary<int, string> Meanings = new()
    {
        [0x01000001] = "未知错误",
        [0x01000002] = "不支持的接口",
        [0x01000003] = "与设备通信失败",
        [0x01000004] = "运算模块无响应",
        [0x01000005] = "打开设备失败",
        [0x01000006] = "创建会话失败",
        [0x01000007] = "无私钥使用权限",
        [0x01000008] = "密钥不存在",
        [0x01000009] = "不支持的算法",
        [0x0100000A] = "不支持的算法模式",
        [0x0100000B] = "公钥运算失败",
        [0x0100000C] = "私钥运算失败",
        [0x0100000D] = "签名运算失败",
        [0x0100000E] = "验证签名失败",
        [0x0100000F] = "对称算法运算失败",
        [0x01000010] = "多步运算步骤错误",
        [0x01000011] = "文件长度超出限制",
        [0x01000012] = "文件不存在",
        [0x01000013] = "文件起始位置错误",
        [0x01000014] = "密钥类型错误",
        [0x01000015] = "密钥错误",
        [0x01000016] = "ECC加密数据错误",
        [0x01000017] = "随机数产生失败",
        [0x01000018] = "私钥使用权限获取失败",
        [0x01000019] = "杂凑运算失败",
        [0x0100001A] = "写文件失败",
        [0x0100001B] = "读文件失败",
        [0x0100001C] = "存储空间不足",
        [0x0100001D] = "输入参数错误",
        [0x0100001E] = "输出参数错误",
    };

    public static string Written(int code) => $"0x{code:X8}";

    /// <summary>Whether the device, not what was asked of it, is at fault: it does not answer, or gives no session.</summary>
    public static bool TellsThatTheDeviceIsGone(Error refused) =>
        refused.Code == CryptoErrors.DeviceRefused && (refused.Arguments["function"] == OpensSession || Gone.Contains(refused.Arguments["code"]));

    public static string Meaning(int code) => Meanings.GetValueOrDefault(code, "设备厂商自定义的返回码");
}
