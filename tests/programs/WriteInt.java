// writeInt behind 127.
class WriteInt {
    public static void main(String[] args) throws Exception {
        byte[] data = "hello world ".repeat(6000).getBytes();
        var out = new java.io.DataOutputStream(System.out);
        out.write(0x81);
        out.write(127);
        out.writeInt(data.length);
        out.write(data);
        out.flush();
    }
}
